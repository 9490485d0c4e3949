import { notFound } from "next/navigation";
import type { PageSearch } from "@/app/forms/code-parameter";
import { documents, type DocumentId, type DocumentVersion } from "@/lib/consents/documents";

/** The version that an address names, else the one in force; a page that is not there for none. */
export async function askedVersion(
  id: DocumentId,
  search: PageSearch,
  now: Date,
): Promise<DocumentVersion> {
  const { version } = await search;
  if (version === undefined) return documents.current(id, now);
  return documents.find(id, String(version)) ?? notFound();
}
