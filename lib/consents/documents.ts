import { z } from "zod";
import { catalogueOf } from "@/lib/consents/catalogue";
import type { DocumentLocale, DocumentVersion } from "@/lib/consents/document";
import { documentIds, documents as all } from "@/lib/generated/documents";

/** Every text that is, will be or was agreed to, from legal/. */
export const documents = catalogueOf(documentIds, all);

/** What a sign-up asks: what it needs first, then what is free to refuse. */
export function signUpDocuments(now: Date) {
  return [...documents.shownFor("signup", now), ...documents.shownFor("advertising", now)];
}

/** What is recorded of a consent to the text in force, in this language. */
export function recordConsent(id: DocumentId, locale: DocumentLocale, now: Date): ConsentRecord {
  const { version, texts } = documents.current(id, now);
  return { document: id, version, textHash: texts[locale].digest, agreedAt: now.toISOString() };
}

/** The hidden field that names the text shown beside its checkbox. */
export function shownField(id: DocumentId): `shown-${DocumentId}` {
  return `shown-${id}`;
}

/** A form sends this back, so that only the text that it showed is recorded. */
export function shownMark({ version, texts }: DocumentVersion, locale: DocumentLocale): string {
  return `${version} ${locale} ${texts[locale].digest}`;
}

export function isDocumentId(id: unknown): id is DocumentId {
  return documentIds.some((each) => each === id);
}

export type DocumentId = (typeof documentIds)[number];
export type { DocumentLocale, DocumentVersion } from "@/lib/consents/document";
/** `agreedAt` in ISO 8601, `textHash` in hex. */
export const consentRecordsSchema = z.array(
  z.strictObject({
    document: z.enum(documentIds),
    version: z.string(),
    textHash: z.string(),
    agreedAt: z.iso.datetime(),
  }),
);
export type ConsentRecord = z.infer<typeof consentRecordsSchema>[number];
