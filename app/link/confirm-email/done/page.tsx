import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { LinkDone } from "../../link-done";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t("confirmDoneTitle"), robots: { index: false } };
}

export default async function EmailConfirmedPage() {
  const t = await getTranslations("link");
  return (
    <LinkDone title={t("confirmDoneTitle")} lead={t("confirmDoneLead")}>
      <ButtonLink href="/account">{t("goOn")}</ButtonLink>
    </LinkDone>
  );
}
