import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { askedVersion } from "@/app/components/documents/asked-document";
import { DocumentPage } from "@/app/components/documents/document-page";
import type { PageSearch } from "@/app/forms/code-parameter";

type TermsProps = { searchParams: PageSearch };

export async function generateMetadata({ searchParams }: TermsProps): Promise<Metadata> {
  const { texts } = await askedVersion("terms", searchParams, new Date());
  return { title: texts[await getLocale()].title };
}

export default async function TermsPage({ searchParams }: TermsProps) {
  const now = new Date();
  const version = await askedVersion("terms", searchParams, now);
  return <DocumentPage id="terms" version={version} now={now} />;
}
