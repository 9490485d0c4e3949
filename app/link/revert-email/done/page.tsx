import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { LinkDone } from "../../link-done";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t("revertDoneTitle"), robots: { index: false } };
}

export default async function EmailRevertedPage() {
  const t = await getTranslations();
  return (
    <LinkDone title={t("link.revertDoneTitle")} lead={t("link.revertDoneLead")}>
      <ButtonLink href="/recover">{t("link.newPassword")}</ButtonLink>
      <ButtonLink href="/login" look="quiet">
        {t("common.logIn")}
      </ButtonLink>
    </LinkDone>
  );
}
