import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import type { PageSearch } from "@/app/forms/code-parameter";
import { channels } from "@/lib/advertising/may-advertise";
import { LinkDone } from "../../link-done";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("unsubscribe");
  return { title: t("doneTitle"), robots: { index: false } };
}

/** The address tells which way it was, and nothing of whom; another word in it is not repeated. */
export default async function UnsubscribedPage({ searchParams }: { searchParams: PageSearch }) {
  const search = await searchParams;
  const channel = channels.find((each) => each === search.channel);
  const t = await getTranslations("unsubscribe");
  const leads = await getTranslations("unsubscribe.doneLeads");
  const common = await getTranslations("common");
  return (
    <LinkDone title={t("doneTitle")} lead={channel === undefined ? t("doneLead") : leads(channel)}>
      <ButtonLink href="/account/consents">{t("manage")}</ButtonLink>
      <ButtonLink href="/" look="quiet">
        {common("home")}
      </ButtonLink>
    </LinkDone>
  );
}
