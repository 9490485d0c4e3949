import { writeAllOrEach } from "@/lib/database/write-all-or-each";
import { unsealUniqueKeys } from "@/lib/accounts/sealing";
import { appendEvent } from "@/lib/audit/events";
import { currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { verifyPassword } from "@/lib/crypto/password";
import type { Account, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";

/**
 * Destroys the account and all that is known of its person at once (개인정보 보호법 §21): profile, CI,
 * consents, logins, and the attempt with a guardian's consent. What remains is a keyed fingerprint
 * on the rejoin list, until they may join again, and that an account with this id was left.
 * Asks for the password, so that a phone left open is not enough. Sent twice, it answers the same.
 */
export async function leave(
  accountId: string,
  password: string,
  { db, rejoinCooldownDays, now, ...keys }: LeaveContext,
): Promise<LeaveOutcome> {
  const day = seoulDateAfter(now, rejoinCooldownDays);
  const left = { kind: "left", rejoinFrom: day.toString() } as const;
  const account = await db.account.findUnique({ where: { id: accountId } });
  if (account === null) return left;
  if (!(await verifyPassword(account.passwordHash, password))) {
    log("warn", "password_refused", { code: "wrong_password", account: accountId });
    await appendEvent(db, { kind: "password_refused", actor: accountId, subject: accountId }, now);
    return { kind: "wrong_password" };
  }
  await db.$transaction(async (tx) => {
    // Of two that leave at once, the second waits here, and finds nothing to do.
    const { count } = await tx.account.deleteMany({ where: { id: accountId } });
    if (count === 0) return;
    await tx.attempt.delete({ where: { id: account.attemptId } });
    const rejoinFrom = startOfSeoulDay(day);
    const departures = fingerprints(account, keys).map((each) => ({ ...each, rejoinFrom }));
    // One of an earlier time may still stand there, over and not yet swept.
    await tx.departure.deleteMany({ where: { index: { in: departures.map((d) => d.index) } } });
    if (rejoinCooldownDays > 0) await tx.departure.createMany({ data: departures });
    await appendEvent(tx, { kind: "account_left", actor: accountId, subject: accountId }, now);
  });
  return left;
}

/** Under the current key alone: every server has it before one server makes it its current one. */
function fingerprints(account: Account, { sealKeys, indexKeys }: LeaveKeys) {
  const { uniqueKeySealed: sealed, uniqueKeySealedKeyId: keyId } = account;
  return unsealUniqueKeys({ sealed, keyId }, account.id, sealKeys).map(({ kind, value }) =>
    currentIndex(value, indexKeys, kind),
  );
}

/** Takes off the rejoin list who may join again. */
export async function forgetDepartures(db: PrismaClient, now: Date): Promise<void> {
  const where = { rejoinFrom: { lte: now } };
  await writeAllOrEach<{ index: Uint8Array<ArrayBuffer> }>(
    ({ index }) =>
      db.departure.deleteMany({ where: index === undefined ? where : { ...where, index } }),
    () => db.departure.findMany({ where, select: { index: true } }),
  );
}

type LeaveKeys = { sealKeys: KeyRing; indexKeys: KeyRing };
/** `rejoinCooldownDays`: calendar days in Seoul; 0: at once. */
export type LeaveContext = LeaveKeys & { db: PrismaClient; rejoinCooldownDays: number; now: Date };
export type LeaveOutcome =
  /** `rejoinFrom`: the first day in Seoul on which they may join again, YYYY-MM-DD. */
  { kind: "left"; rejoinFrom: string } | { kind: "wrong_password" };
