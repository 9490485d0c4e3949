import { appendEvent } from "@/lib/audit/events";
import { documents, type ConsentRecord } from "@/lib/consents/documents";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";

/**
 * Records what a member agreed to since they joined; twice, it stays as it was.
 * @throws LoginEnded
 */
export async function agreeAgain(
  acting: Acting,
  consents: readonly ConsentRecord[],
  context: { db: PrismaClient; now: Date },
): Promise<void> {
  const { id: accountId } = acting;
  await whileLoggedIn(acting, context, async (tx) => {
    for (const { agreedAt, ...text } of consents) {
      const language = documents.languageOf(text.textHash);
      const row = { accountId, ...text, language, agreedAt: new Date(agreedAt) };
      const { count } = await tx.consent.createMany({ data: [row], skipDuplicates: true });
      if (count === 0) continue;
      const { document, version } = text;
      const who = { actor: accountId, subject: accountId };
      await appendEvent(tx, { kind: "consent_given", ...who, document, version }, context.now);
    }
  });
}
