import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { LinkDone } from "../../link-done";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t("notMeDoneTitle"), robots: { index: false } };
}

export default async function RecoveryNotMeDonePage() {
  const t = await getTranslations();
  return (
    <LinkDone title={t("link.notMeDoneTitle")} lead={t("link.notMeFrozenLead")}>
      <ButtonLink href="/login">{t("common.logIn")}</ButtonLink>
      <ButtonLink href="/" look="quiet">
        {t("common.home")}
      </ButtonLink>
    </LinkDone>
  );
}
