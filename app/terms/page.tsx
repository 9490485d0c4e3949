import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DocumentPage } from "@/app/components/document-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("terms") };
}

export default function TermsPage() {
  return <DocumentPage id="terms" />;
}
