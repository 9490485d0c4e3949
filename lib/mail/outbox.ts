import { z } from "zod";
import { blindIndex } from "@/lib/crypto/blind-index";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma } from "@/lib/generated/prisma/client";
import { seoulDate } from "@/lib/identity/seoul-date";
import type { Notice, NoticeKind } from "@/lib/mail/notices";
import { renderNotice, type Mailing as Sender } from "@/lib/mail/render-notice";

/**
 * Writes a mail in the transaction of what it tells: it is sent if, and only if, that is kept. The
 * text is rendered here, once; a job sends it.
 */
export async function queueMail(
  tx: Prisma.TransactionClient,
  recipient: Recipient,
  notice: Notice,
  context: MailContext,
): Promise<void> {
  await tx.mail.create({
    data: rowOf(recipient, prepareMail(recipient, notice, context), context),
  });
  context.mailing.wake?.();
}

/** To an account's address, at most once a day of this kind; nothing where the account is gone. */
export async function notifyOnceADay(
  db: Prisma.TransactionClient,
  accountId: string,
  notice: Notice,
  context: MailContext & { indexKeys: KeyRing },
): Promise<void> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: { email: true, locale: true },
  });
  if (account === null) return;
  const recipient = { to: account.email, locale: account.locale, accountId };
  await queueOnceADay(db, recipient, notice, context, accountId);
}

/** The same to a recipient who is known already. */
export async function queueOnceADay(
  db: Prisma.TransactionClient,
  recipient: Recipient,
  notice: Notice,
  context: MailContext & { indexKeys: KeyRing },
  subject: string,
): Promise<void> {
  const id = dailyMailId(notice.kind, subject, context);
  const row = rowOf(recipient, prepareMail(recipient, notice, context, id), context);
  const { count } = await db.mail.createMany({ data: [row], skipDuplicates: true });
  if (count > 0) context.mailing.wake?.();
}

/** The same for each day in Seoul, so that the table itself lets one mail in; it names nobody. */
export function dailyMailId(
  kind: NoticeKind,
  subject: string,
  { indexKeys, now }: { indexKeys: KeyRing; now: Date },
): string {
  const value = [kind, seoulDate(now).toString(), subject].join("\0");
  return Buffer.from(blindIndex(value, indexKeys.current, "mail"))
    .toString("hex")
    .slice(0, 32);
}

function rowOf(
  { accountId }: Recipient,
  { id, kind, sealed, keyId }: PreparedMail,
  { now }: MailContext,
) {
  return { id, kind, accountId, sealed, sealedKeyId: keyId, dueAt: now, createdAt: now };
}

/** The same to every address of an account; nothing where it is gone. */
export async function notifyAccount(
  tx: Prisma.TransactionClient,
  accountId: string,
  notice: Notice,
  context: MailContext,
): Promise<void> {
  const account = await tx.account.findUnique({
    where: { id: accountId },
    select: { email: true, locale: true },
  });
  if (account === null) return;
  await queueMail(tx, { to: account.email, locale: account.locale, accountId }, notice, context);
}

/** Renders and seals a mail, for a statement that writes its row along with others. */
export function prepareMail(
  { to, locale }: Pick<Recipient, "to" | "locale">,
  notice: Notice,
  { mailing, sealKeys }: Pick<MailContext, "mailing" | "sealKeys">,
  id = randomAlphanumeric(32),
): PreparedMail {
  const content: MailContent = { to, ...renderNotice(notice, locale, mailing) };
  return { id, kind: notice.kind, ...sealMail(content, id, sealKeys) };
}

/** @throws UnsealFailed for another mail's content, or under a key that the ring lacks. */
export function unsealMail(sealed: Sealed, id: string, ring: KeyRing): MailContent {
  return mailContent.parse(JSON.parse(unseal(sealed, { ring, associatedData: placeOf(id) })));
}

export function sealMail(content: MailContent, id: string, ring: KeyRing): Sealed {
  return seal(JSON.stringify(content), { ring, associatedData: placeOf(id) });
}

function placeOf(id: string): string {
  return `mails:${id}`;
}

const mailContent = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Of an advertisement: where a mail program's own button posts to. */
  unsubscribe: z.url().optional(),
});

export type MailContent = z.infer<typeof mailContent>;
export type PreparedMail = Sealed & { id: string; kind: NoticeKind };
export type Recipient = { to: string; locale: string; accountId: string | null };
/** `wake`: says that a mail waits; never blocks. */
export type Mailing = Sender & { wake?: () => void };
export type MailContext = { mailing: Mailing; sealKeys: KeyRing; now: Date };
