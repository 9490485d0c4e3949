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
 * Deletes the account and all personal data at once (개인정보 보호법 §21), including a guardian's consent.
 * What remains is a keyed fingerprint on the rejoin list until the person may join again, and an
 * audit event. Needs the password in case a phone was left unlocked. Can safely be called twice.
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
    // Of two concurrent requests the second waits here and finds nothing to delete.
    const { count } = await tx.account.deleteMany({ where: { id: accountId } });
    if (count === 0) return;
    await tx.attempt.delete({ where: { id: account.attemptId } });
    const rejoinFrom = startOfSeoulDay(day);
    const departures = fingerprints(account, keys).map((each) => ({ ...each, rejoinFrom }));
    // An expired departure may still be there if the sweep has not run yet.
    await tx.departure.deleteMany({ where: { index: { in: departures.map((d) => d.index) } } });
    if (rejoinCooldownDays > 0) await tx.departure.createMany({ data: departures });
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

/** Deletes departures whose rejoin date has come. */
export async function forgetDepartures(db: PrismaClient, now: Date): Promise<void> {
  const where = { rejoinFrom: { lte: now } };
  await writeAllOrEach<{ index: Uint8Array<ArrayBuffer> }>(
    ({ index }) =>
      db.departure.deleteMany({ where: index === undefined ? where : { ...where, index } }),
    () => db.departure.findMany({ where, select: { index: true } }),
  );
}

type LeaveKeys = { sealKeys: KeyRing; indexKeys: KeyRing };
/** `rejoinCooldownDays`: calendar days in Seoul; 0 for none. */
export type LeaveContext = LeaveKeys & { db: PrismaClient; rejoinCooldownDays: number; now: Date };
export type LeaveOutcome =
  /** `rejoinFrom`: the first day in Seoul on which they may join again, YYYY-MM-DD. */
  { kind: "left"; rejoinFrom: string } | { kind: "wrong_password" };
