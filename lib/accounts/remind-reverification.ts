import { z } from "zod";
import { remindDays, reverificationDue } from "@/lib/identity/reverification";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDate, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { queueMail, type MailContext } from "@/lib/mail/outbox";

const batchSize = 100;

/**
 * Tells members by mail, once a verification, that the next one is due within 30 days. Several servers
 * at once each take rows of their own. Returns how many were told.
 */
export async function remindOfReverification(context: RemindContext): Promise<number> {
  const { db, now, reverifyAfterDays } = context;
  if (reverifyAfterDays === 0) return 0;
  // Verified on this day or before: due within `remindDays`.
  const lastDay = seoulDate(now).subtract({ days: reverifyAfterDays - remindDays });
  const before = startOfSeoulDay(lastDay.add({ days: 1 }));
  let told = 0;
  for (let found = batchSize; found === batchSize; told += found) {
    found = await db.$transaction(async (tx) => {
      const rows = dueRows.parse(
        await tx.$queryRaw`
          UPDATE accounts SET reverify_reminded_at = ${now}
          WHERE id IN (
            SELECT id FROM accounts
            WHERE verified_at < ${before} AND reverify_reminded_at IS NULL AND suspended_at IS NULL
            ORDER BY verified_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
          )
          RETURNING id, email, locale, verified_at AS "verifiedAt"`,
      );
      for (const { id: accountId, email: to, locale, verifiedAt } of rows) {
        const dueOn = reverificationDue(verifiedAt, reverifyAfterDays);
        if (dueOn === null) continue;
        const notice = { kind: "reverification_due", dueOn } as const;
        await queueMail(tx, { to, locale, accountId }, notice, context);
      }
      return rows.length;
    });
  }
  return told;
}

const dueRows = z.array(
  z.object({ id: z.string(), email: z.string(), locale: z.string(), verifiedAt: z.date() }),
);
type RemindContext = MailContext & {
  db: PrismaClient;
  /** Days; 0: never. */
  reverifyAfterDays: number;
};
