import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { askedVersion } from "@/app/components/documents/asked-document";
import { DocumentPage } from "@/app/components/documents/document-page";
import type { PageSearch } from "@/app/forms/code-parameter";
import { isDocumentId, type DocumentId } from "@/lib/consents/documents";

type ConsentProps = { searchParams: PageSearch };

export async function generateMetadata({ searchParams }: ConsentProps): Promise<Metadata> {
  const { texts } = await askedVersion(await askedText(searchParams), searchParams, new Date());
  return { title: texts[await getLocale()].title };
}

/** The text of a consent, apart from the privacy policy: the one to joining unless another is asked for. */
export default async function ConsentTextPage({ searchParams }: ConsentProps) {
  const now = new Date();
  const id = await askedText(searchParams);
  const version = await askedVersion(id, searchParams, now);
  return <DocumentPage id={id} version={version} now={now} />;
}

async function askedText(search: PageSearch): Promise<DocumentId> {
  const { text = "privacy" } = await search;
  return isDocumentId(text) && text !== "policy" ? text : notFound();
}
