import { appendEvent } from "@/lib/audit/events";
import { documents, type ConsentRecord } from "@/lib/consents/documents";
import type { PrismaClient } from "@/lib/generated/prisma/client";

/** Records what a member agreed to since they joined; twice, it stays as it was. */
export async function agreeAgain(
  accountId: string,
  consents: readonly ConsentRecord[],
  { db, now }: { db: PrismaClient; now: Date },
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { agreedAt, ...text } of consents) {
      const language = documents.languageOf(text.textHash);
      const row = { accountId, ...text, language, agreedAt: new Date(agreedAt) };
      const { count } = await tx.consent.createMany({ data: [row], skipDuplicates: true });
      if (count === 0) continue;
      const { document, version } = text;
      const who = { actor: accountId, subject: accountId };
      await appendEvent(tx, { kind: "consent_given", ...who, document, version }, now);
    }
  });
}
