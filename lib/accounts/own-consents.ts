import { currentDocument, languageOfText, type DocumentLocale } from "@/lib/consents/documents";
import type { PrismaClient } from "@/lib/generated/prisma/client";

/**
 * What a member agreed to, and what a guardian agreed to for them. All of it is required for an account.
 * @returns null where the account is gone.
 */
export async function readOwnConsents(
  accountId: string,
  { db }: { db: PrismaClient },
): Promise<OwnConsent[] | null> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: {
      consents: { orderBy: [{ agreedAt: "asc" }, { document: "desc" }] },
      attempt: { select: { guardianConsent: true } },
    },
  });
  if (account === null) return null;
  const { guardianConsent } = account.attempt;
  return [...account.consents, ...(guardianConsent === null ? [] : [guardianConsent])].map(
    ({ document, version, textHash, agreedAt }) => {
      const current = currentDocument(document);
      return {
        ...{ document, version, agreedAt },
        title: current?.title ?? { ko: document, en: document },
        isCurrent: current?.version === version,
        language: languageOfText(textHash),
      };
    },
  );
}

export type OwnConsent = {
  document: string;
  title: Record<DocumentLocale, string>;
  version: string;
  isCurrent: boolean;
  agreedAt: Date;
  /** Of the text that was shown; null for one of an earlier version. */
  language: DocumentLocale | null;
};
