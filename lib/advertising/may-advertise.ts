import type { AdvertisingSubject } from "@/lib/consents/advertising";
import { isAdvertisingNight } from "@/lib/advertising/calendar";
import type { Prisma } from "@/lib/generated/prisma/client";

export const channels = ["email", "sms", "messenger"] as const;
export type Channel = (typeof channels)[number];

/** What has to be given for advertising by this way at this moment. */
export function neededFor(channel: Channel, now: Date): AdvertisingSubject[] {
  const isNight = isAdvertisingNight(now);
  // Mail waits until it is read: at night it takes no consent of its own.
  return channel === "email" || !isNight
    ? ["use", channel]
    : ["use", channel, `${channel}_night` as const];
}

/**
 * Whether this member may be sent advertising by this way, now. To be asked at the moment of sending:
 * not when it is queued, since the night may have begun and the consent ended. A consent that nobody
 * confirmed the address of reaches a stranger, so that mail needs that too.
 */
export async function mayAdvertise(
  accountId: string,
  channel: Channel,
  { db, now }: { db: Prisma.TransactionClient; now: Date },
): Promise<boolean> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: {
      suspendedAt: true,
      emailConfirmedAt: true,
      advertising: { where: { state: "given" }, select: { subject: true } },
    },
  });
  if (account === null || account.suspendedAt !== null) return false;
  if (channel === "email" && account.emailConfirmedAt === null) return false;
  const given = new Set(account.advertising.map(({ subject }) => subject));
  return neededFor(channel, now).every((each) => given.has(each));
}
