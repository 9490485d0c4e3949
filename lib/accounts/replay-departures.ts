import { eraseAccount, type EraseContext } from "@/lib/accounts/leave";
import { appendEvent } from "@/lib/audit/events";
import type { AdvertisingSubject, PrismaClient } from "@/lib/generated/prisma/client";

/**
 * After a restore: who left once the backup had been made is gone again, with the wait that began on the day on
 * which they left, and advertising that was withdrawn since is withdrawn. They were told then and are not told
 * anew. Can be repeated.
 * @returns how many accounts rose with the backup and were destroyed.
 */
export async function replayDepartures(
  { left, withdrawn, fingerprints }: Departures,
  { db, now, ...context }: ReplayContext,
): Promise<number> {
  let count = 0;
  for (const [accountId, at] of left) {
    count += await db.$transaction(async (tx) => {
      const erased = await eraseAccount(tx, accountId, { ...context, now: at });
      if (erased === null) return 0;
      const event = { kind: "departure_replayed", subject: accountId } as const;
      await appendEvent(tx, { ...event, left: at.toISOString() }, now);
      return 1;
    });
  }
  for (const { accountId, subject, at } of withdrawn) {
    await db.advertisingConsent.updateMany({
      where: { accountId, subject, state: "given", decidedAt: { lt: at } },
      data: { state: "withdrawn", decidedAt: at, toldAt: at, remindOn: null },
    });
  }
  // Of people who joined and left again, both after the backup: nothing else tells of them.
  const waiting = fingerprints.filter(({ rejoinFrom }) => rejoinFrom > now);
  await db.departure.createMany({ data: waiting, skipDuplicates: true });
  return count;
}

/** `left`: account ids, and when each left. `fingerprints`: the rejoin list, where it could be saved. */
export type Departures = {
  left: ReadonlyMap<string, Date>;
  withdrawn: readonly { accountId: string; subject: AdvertisingSubject; at: Date }[];
  fingerprints: readonly { index: Uint8Array<ArrayBuffer>; keyId: string; rejoinFrom: Date }[];
};
type ReplayContext = EraseContext & { db: PrismaClient };
