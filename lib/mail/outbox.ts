import { seal } from "@/lib/crypto/seal";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Notice } from "@/lib/mail/notices";

/**
 * Writes a mail in the transaction of what it tells: it is sent if, and only if, that is kept. The
 * text is rendered here, once; a job sends it.
 */
export async function queueMail(
  tx: Prisma.TransactionClient,
  { to, locale, accountId }: Recipient,
  notice: Notice,
  { mailing, sealKeys, now }: MailContext,
): Promise<void> {
  const id = randomAlphanumeric(32);
  const content = JSON.stringify({ to, locale, notice, from: mailing.brand.name });
  const { sealed, keyId } = seal(content, { ring: sealKeys, associatedData: `mails:${id}` });
  await tx.mail.create({
    data: {
      id,
      kind: notice.kind,
      accountId,
      sealed,
      sealedKeyId: keyId,
      dueAt: now,
      createdAt: now,
    },
  });
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

export type Recipient = { to: string; locale: string; accountId: string | null };
/** What every mail says of the sender. `appUrl`: origin of this site. */
export type Mailing = { appUrl: string; brand: { name: string; colour: string | null } };
export type MailContext = { mailing: Mailing; sealKeys: KeyRing; now: Date };
