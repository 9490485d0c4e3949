import { z } from "zod";
import { nextReminder } from "@/lib/advertising/calendar";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDate } from "@/lib/identity/seoul-date";
import { queueMail, type MailContext } from "@/lib/mail/outbox";

const batchSize = 100;

/**
 * Tells members every two years what advertising they agreed to receive and when; silence keeps it. One
 * mail an account; several servers at once each take accounts of their own. Returns how many were told.
 */
export async function remindOfAdvertising(
  context: MailContext & { db: PrismaClient },
): Promise<number> {
  const { db, now } = context;
  const today = new Date(seoulDate(now).toString());
  let told = 0;
  for (let found = batchSize; found === batchSize; told += found) {
    found = await db.$transaction(async (tx) => {
      const accounts = heldAccounts.parse(
        await tx.$queryRaw`
          SELECT id, email, locale FROM accounts
          WHERE suspended_at IS NULL
            AND id IN (SELECT account_id FROM advertising_consents WHERE remind_on <= ${today}::date)
          ORDER BY id LIMIT ${batchSize} FOR NO KEY UPDATE SKIP LOCKED`,
      );
      for (const { id: accountId, email: to, locale } of accounts) {
        const due = { accountId, remindOn: { lte: today } };
        const given = await tx.advertisingConsent.findMany({ where: due });
        // Between the list and the lock they may have withdrawn, or been told.
        if (given.length === 0) continue;
        for (const { subject, decidedAt } of given) {
          await tx.advertisingConsent.update({
            where: { accountId_subject: { accountId, subject } },
            data: { remindOn: new Date(nextReminder(decidedAt, now)) },
          });
        }
        const notice = { kind: "advertising_reminder", given } as const;
        await queueMail(tx, { to, locale, accountId }, notice, context);
      }
      return accounts.length;
    });
  }
  return told;
}

const heldAccounts = z.array(z.object({ id: z.string(), email: z.string(), locale: z.string() }));
