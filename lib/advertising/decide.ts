import { appendEvent } from "@/lib/audit/events";
import {
  advertisingSubjects,
  documentOf,
  type AdvertisingSubject,
} from "@/lib/consents/advertising";
import { recordConsent, type DocumentLocale } from "@/lib/consents/documents";
import { nextReminder } from "@/lib/advertising/calendar";
import type { AdvertisingState, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

/**
 * A member decides about advertising. What is decided already stays as it is, with its day; what changes
 * is recorded and told by mail in the same transaction, so that twice, or from two devices, comes to the
 * same and is told once.
 * @param given the subjects that are agreed to.
 * @param asked the subjects that this is about: the others stay.
 * @returns how many changed.
 * @throws LoginEnded
 */
export async function decideAdvertising(
  acting: Acting,
  { given, locale }: Decision,
  context: DecideContext,
): Promise<number> {
  const decide: Decide = (states) =>
    advertisingSubjects.map((subject) => {
      const before = states.get(subject);
      if (given.includes(subject)) return { subject, state: "given" };
      // Who never agreed and does not now has refused.
      return { subject, state: before === "given" ? "withdrawn" : (before ?? "refused") };
    });
  return whileLoggedIn(acting, context, (tx) => change(tx, acting.id, { decide, locale }, context));
}

/**
 * The same where one of them is withdrawn without a login, and without a page that shows the texts.
 * @returns null where the account is gone.
 */
export async function withdrawAdvertising(
  accountId: string,
  subjects: readonly AdvertisingSubject[],
  context: DecideContext,
): Promise<number | null> {
  const decide: Decide = (states) =>
    subjects
      .filter((each) => states.get(each) === "given")
      .map((subject) => ({ subject, state: "withdrawn" }));
  return context.db.$transaction(async (tx) => {
    const held = await tx.$executeRaw`SELECT FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    return held === 0 ? null : change(tx, accountId, { decide, locale: null }, context);
  });
}

/** The account is held: of two at once, the second sees what the first has decided. */
async function change(
  tx: Prisma.TransactionClient,
  accountId: string,
  { decide, locale }: { decide: Decide; locale: DocumentLocale | null },
  context: DecideContext,
): Promise<number> {
  const { now } = context;
  const rows = await tx.advertisingConsent.findMany({ where: { accountId } });
  const states = new Map(rows.map(({ subject, state }) => [subject, state]));
  const decisions = decide(states).filter(({ subject, state }) => states.get(subject) !== state);
  if (decisions.length === 0) return 0;
  for (const each of decisions) await write(tx, accountId, each, { locale, now });
  const notice = { kind: "advertising_decided", at: now, decisions } as const;
  await notifyAccount(tx, accountId, notice, context);
  for (const { subject, state } of decisions) {
    const kind = `advertising_${state}` as const;
    await appendEvent(tx, { kind, actor: accountId, subject: accountId, of: subject }, now);
  }
  return decisions.length;
}

/** A withdrawal is of what was agreed to: the text stays. */
async function write(
  tx: Prisma.TransactionClient,
  accountId: string,
  { subject, state }: Decided,
  { now, locale }: { now: Date; locale: DocumentLocale | null },
): Promise<void> {
  const where = { accountId_subject: { accountId, subject } };
  const isReminded = state === "given" && subject !== "use";
  const decision = {
    ...{ state, decidedAt: now, toldAt: now },
    remindOn: isReminded ? new Date(nextReminder(now, now)) : null,
  };
  if (state === "withdrawn" || locale === null) {
    await tx.advertisingConsent.update({ where, data: decision });
    return;
  }
  const { document, version, textHash } = recordConsent(documentOf(subject), locale, now);
  const data = { ...decision, document, version, textHash, language: locale };
  await tx.advertisingConsent.upsert({
    ...{ where, update: data },
    create: { accountId, subject, ...data },
  });
}

type Decide = (states: ReadonlyMap<AdvertisingSubject, AdvertisingState>) => Decided[];
type Decided = { subject: AdvertisingSubject; state: AdvertisingState };
type Decision = {
  given: readonly AdvertisingSubject[];
  /** Of the texts that were shown. */
  locale: DocumentLocale;
};
export type DecideContext = MailContext & { db: PrismaClient };
