import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { LinkDone } from "../../link-done";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("unsubscribe");
  return { title: t("doneTitle"), robots: { index: false } };
}

export default async function UnsubscribedPage() {
  const t = await getTranslations("unsubscribe");
  const common = await getTranslations("common");
  return (
    <LinkDone title={t("doneTitle")} lead={t("doneLead")}>
      <ButtonLink href="/account/consents">{t("manage")}</ButtonLink>
      <ButtonLink href="/" look="quiet">
        {common("home")}
      </ButtonLink>
    </LinkDone>
  );
}
