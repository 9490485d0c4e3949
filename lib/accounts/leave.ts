import { writeAllOrEach } from "@/lib/database/write-all-or-each";
import { unsealUniqueKeys } from "@/lib/accounts/sealing";
import { appendEvent } from "@/lib/audit/events";
import { currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Account, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { queueMail, type Mailing } from "@/lib/mail/outbox";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";

/**
 * Deletes the account and all personal data at once (개인정보 보호법 §21), including a guardian's consent and
 * mails that wait. What remains is a keyed fingerprint on the rejoin list until the person may join again,
 * audit events, and one sealed mail that says so. Needs a fresh authentication, in case a phone was left
 * unlocked: that is the caller's to ask for. Can safely be called twice.
 */
export async function leave(
  accountId: string,
  { db, rejoinCooldownDays, mailing, now, before, ...keys }: LeaveContext,
): Promise<Left> {
  const day = seoulDateAfter(now, rejoinCooldownDays);
  const left = { kind: "left", rejoinFrom: day.toString() } as const;
  await db.$transaction(async (tx) => {
    if (before !== undefined && !(await before(tx))) return;
    const account = await tx.account.findUnique({ where: { id: accountId } });
    if (account === null) return;
    // Of two concurrent requests the second waits here and finds nothing to delete.
    const { count } = await tx.account.deleteMany({ where: { id: accountId } });
    if (count === 0) return;
    await tx.attempt.delete({ where: { id: account.attemptId } });
    await tx.mail.deleteMany({ where: { accountId } });
    const { email: to, locale } = account;
    const mail = { mailing, sealKeys: keys.sealKeys, now };
    await queueMail(tx, { to, locale, accountId }, { kind: "account_closed" }, mail);
    const rejoinFrom = startOfSeoulDay(day);
    const departures = fingerprints(account, keys).map((each) => ({ ...each, rejoinFrom }));
    // An expired departure may still be there if the sweep has not run yet.
    await tx.departure.deleteMany({ where: { index: { in: departures.map((d) => d.index) } } });
    if (rejoinCooldownDays > 0) await tx.departure.createMany({ data: departures });
    if (before !== undefined) return;
    await appendEvent(tx, { kind: "account_left", actor: accountId, subject: accountId }, now);
  });
  return left;
}

/** Under the current key only: all servers have a key before any makes it current. */
function fingerprints(account: Account, { sealKeys, indexKeys }: LeaveKeys) {
  const { uniqueKeySealed: sealed, uniqueKeySealedKeyId: keyId } = account;
  return unsealUniqueKeys({ sealed, keyId }, account.id, sealKeys).map(({ kind, value }) =>
    currentIndex(value, indexKeys, kind),
  );
}

/** Deletes departures whose rejoin date has come. Returns how many. */
export async function forgetDepartures(db: Prisma.TransactionClient, now: Date): Promise<number> {
  const where = { rejoinFrom: { lte: now } };
  return writeAllOrEach<{ index: Uint8Array<ArrayBuffer> }>(
    ({ index }) =>
      db.departure.deleteMany({ where: index === undefined ? where : { ...where, index } }),
    () => db.departure.findMany({ where, select: { index: true } }),
  );
}

type LeaveKeys = { sealKeys: KeyRing; indexKeys: KeyRing };
/** `rejoinCooldownDays`: calendar days in Seoul; 0 for none. */
export type LeaveContext = LeaveKeys & {
  db: PrismaClient;
  rejoinCooldownDays: number;
  mailing: Mailing;
  /** Where somebody else closes it: records that, in the same transaction; false: it is not closed. */
  before?: (tx: Prisma.TransactionClient) => Promise<boolean>;
  now: Date;
};
/** `rejoinFrom`: the first day in Seoul on which they may join again, YYYY-MM-DD. */
type Left = { kind: "left"; rejoinFrom: string };
