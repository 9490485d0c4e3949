import { writeAllOrEach } from "@/lib/database/write-all-or-each";
import { unsealUniqueKeys } from "@/lib/accounts/sealing";
import { appendEvent } from "@/lib/audit/events";
import { currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Account, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { LoginEnded } from "@/lib/logins/account-gone";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";
import { queueMail, type Mailing } from "@/lib/mail/outbox";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";

/**
 * A member closes their account. Needs a fresh authentication, in case a phone was left unlocked: that is the
 * caller's to ask for. Can safely be called twice.
 * @throws LoginEnded where the login was ended and the account is still there.
 */
export async function leave(
  acting: Acting,
  context: CloseContext & { db: PrismaClient },
): Promise<Left> {
  const { id } = acting;
  const { now } = context;
  const left = { kind: "left", rejoinFrom: rejoinDay(context).toString() } as const;
  try {
    await whileLoggedIn(acting, context, async (tx) => {
      const account = await tx.account.findUniqueOrThrow({ where: { id } });
      await closeAccount(tx, account, context);
      await appendEvent(tx, { kind: "account_left", actor: id, subject: id }, now);
    });
  } catch (error) {
    // Of two at once, the other one has closed it.
    if (error instanceof LoginEnded && error.isAccountGone) return left;
    throw error;
  }
  logAccountGone(id, now);
  return left;
}

/**
 * Deletes the account and all personal data at once (개인정보 보호법 §21), including a guardian's consent and
 * mails that wait. What remains is a keyed fingerprint on the rejoin list until the person may join again,
 * audit events, and one sealed mail that says so.
 * @param account held by the transaction; that it is closed is the caller's to record, and once it is
 *   committed to log (`logAccountGone`).
 */
export async function closeAccount(
  tx: Prisma.TransactionClient,
  { id: accountId, email: to, locale }: Account,
  context: CloseContext,
): Promise<void> {
  await eraseAccount(tx, accountId, context);
  await queueMail(tx, { to, locale, accountId }, { kind: "account_closed" }, context);
}

/** Outside the database, for one that is restored from before; see docs/backup.md. */
export function logAccountGone(account: string, at: Date): void {
  log("info", "account_gone", { account, at: at.toISOString() });
}

function rejoinDay({ now, rejoinCooldownDays }: EraseContext) {
  return seoulDateAfter(now, rejoinCooldownDays);
}

/**
 * The account and all that hangs on it, and its fingerprint onto the rejoin list, from the day of `now` on.
 * @returns what was deleted; null where it is gone already.
 */
export async function eraseAccount(
  tx: Prisma.TransactionClient,
  accountId: string,
  context: EraseContext,
): Promise<Account | null> {
  const account = await tx.account.findUnique({ where: { id: accountId } });
  if (account === null) return null;
  // Of two concurrent requests the second waits here and finds nothing to delete.
  const { count } = await tx.account.deleteMany({ where: { id: accountId } });
  if (count === 0) return null;
  await tx.attempt.delete({ where: { id: account.attemptId } });
  await tx.mail.deleteMany({ where: { accountId } });
  const rejoinFrom = startOfSeoulDay(rejoinDay(context));
  const departures = fingerprints(account, context).map((each) => ({ ...each, rejoinFrom }));
  // An expired departure may still be there if the sweep has not run yet.
  await tx.departure.deleteMany({ where: { index: { in: departures.map((d) => d.index) } } });
  if (context.rejoinCooldownDays > 0) await tx.departure.createMany({ data: departures });
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
export type CloseContext = EraseContext & { mailing: Mailing };
/** `rejoinFrom`: the first day in Seoul on which they may join again, YYYY-MM-DD. */
type Left = { kind: "left"; rejoinFrom: string };
