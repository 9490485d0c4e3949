import { documents, type DocumentLocale } from "@/lib/consents/documents";
import type { AdvertisingConsent, PrismaClient } from "@/lib/generated/prisma/client";

/**
 * What a member agreed to, and what a guardian agreed to for them, which is all required for an account;
 * and what they decided of advertising.
 * @returns null where the account is gone.
 */
export async function readOwnConsents(
  accountId: string,
  { db }: { db: PrismaClient },
): Promise<OwnConsents | null> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: {
      consents: { orderBy: [{ agreedAt: "asc" }, { document: "desc" }] },
      advertising: true,
      attempt: { select: { guardianConsent: true } },
    },
  });
  if (account === null) return null;
  const { guardianConsent } = account.attempt;
  const required = [...account.consents, ...(guardianConsent === null ? [] : [guardianConsent])];
  return {
    required: required.map(({ document, version, textHash, agreedAt }) => ({
      ...{ document, version, agreedAt },
      title: titleOf(document, version),
      language: documents.languageOf(textHash),
    })),
    advertising: account.advertising,
  };
}

/** In both languages; its own name where the text is not among ours. */
export function titleOf(document: string, version: string): Record<DocumentLocale, string> {
  const texts = documents.find(document, version)?.texts;
  return { ko: texts?.ko.title ?? document, en: texts?.en.title ?? document };
}

export type OwnConsents = {
  required: OwnConsent[];
  advertising: Pick<AdvertisingConsent, "subject" | "state" | "decidedAt">[];
};
export type OwnConsent = {
  document: string;
  title: Record<DocumentLocale, string>;
  version: string;
  agreedAt: Date;
  /** Of the text that was shown; null for one that is not among ours. */
  language: DocumentLocale | null;
};
