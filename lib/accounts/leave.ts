import { writeAllOrEach } from "@/lib/database/write-all-or-each";
import { unsealUniqueKeys } from "@/lib/accounts/sealing";
import { appendEvent } from "@/lib/audit/events";
import { currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Account, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
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
  let hasLeft = false;
  await db.$transaction(async (tx) => {
    hasLeft = false;
    if (before !== undefined && !(await before(tx))) return;
    const account = await eraseAccount(tx, accountId, { ...keys, rejoinCooldownDays, now });
    if (account === null) return;
    const { email: to, locale } = account;
    const mail = { mailing, sealKeys: keys.sealKeys, now };
    await queueMail(tx, { to, locale, accountId }, { kind: "account_closed" }, mail);
    hasLeft = true;
    if (before !== undefined) return;
    await appendEvent(tx, { kind: "account_left", actor: accountId, subject: accountId }, now);
  });
  // Outside the database, for one that is restored from before; see docs/backup.md.
  if (hasLeft) log("info", "account_gone", { account: accountId, at: now.toISOString() });
  return left;
}

/**
 * The account and all that hangs on it, and its fingerprint onto the rejoin list, from the day of `now` on.
 * @returns what was deleted; null where it is gone already.
 */
export async function eraseAccount(
  tx: Prisma.TransactionClient,
  accountId: string,
  { rejoinCooldownDays, now, ...keys }: EraseContext,
): Promise<Account | null> {
  const account = await tx.account.findUnique({ where: { id: accountId } });
  if (account === null) return null;
  // Of two concurrent requests the second waits here and finds nothing to delete.
  const { count } = await tx.account.deleteMany({ where: { id: accountId } });
  if (count === 0) return null;
  await tx.attempt.delete({ where: { id: account.attemptId } });
  await tx.mail.deleteMany({ where: { accountId } });
  const rejoinFrom = startOfSeoulDay(seoulDateAfter(now, rejoinCooldownDays));
  const departures = fingerprints(account, keys).map((each) => ({ ...each, rejoinFrom }));
  // An expired departure may still be there if the sweep has not run yet.
  await tx.departure.deleteMany({ where: { index: { in: departures.map((d) => d.index) } } });
  if (rejoinCooldownDays > 0) await tx.departure.createMany({ data: departures });
  return account;
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
export type EraseContext = LeaveKeys & { rejoinCooldownDays: number; now: Date };
export type LeaveContext = EraseContext & {
  db: PrismaClient;
  mailing: Mailing;
  /** Where somebody else closes it: records that, in the same transaction; false: it is not closed. */
  before?: (tx: Prisma.TransactionClient) => Promise<boolean>;
};
/** `rejoinFrom`: the first day in Seoul on which they may join again, YYYY-MM-DD. */
type Left = { kind: "left"; rejoinFrom: string };
