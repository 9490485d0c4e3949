import { z } from "zod";
import { resultDays } from "@/lib/advertising/calendar";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDate, startOfSeoulDay } from "@/lib/identity/seoul-date";
import { queueMail, type MailContext } from "@/lib/mail/outbox";

const batchSize = 100;

/**
 * Tells what was agreed to of advertising when joining: once the address is known to be the member's, and
 * where nobody confirms it, on the last day but one. Returns how many were told.
 */
export async function tellOfJoiningChoices(
  context: MailContext & { db: PrismaClient },
): Promise<number> {
  const { db, now } = context;
  const late = startOfSeoulDay(seoulDate(now).subtract({ days: resultDays - 2 }));
  let told = 0;
  for (let found = batchSize; found === batchSize; told += found) {
    found = await db.$transaction(async (tx) => {
      const accounts = heldAccounts.parse(
        await tx.$queryRaw`
          SELECT id, email, locale FROM accounts
          WHERE id IN (SELECT account_id FROM advertising_consents
              WHERE told_at IS NULL AND (email_confirmed_at IS NOT NULL OR decided_at < ${late}))
          ORDER BY id LIMIT ${batchSize} FOR NO KEY UPDATE SKIP LOCKED`,
      );
      for (const { id: accountId, email: to, locale } of accounts) {
        const untold = { accountId, toldAt: null };
        const decisions = await tx.advertisingConsent.findMany({ where: untold });
        const [first] = decisions;
        if (first === undefined) continue;
        await tx.advertisingConsent.updateMany({ where: untold, data: { toldAt: now } });
        const notice = { kind: "advertising_decided", at: first.decidedAt, decisions } as const;
        await queueMail(tx, { to, locale, accountId }, notice, context);
      }
      return accounts.length;
    });
  }
  return told;
}

const heldAccounts = z.array(z.object({ id: z.string(), email: z.string(), locale: z.string() }));
