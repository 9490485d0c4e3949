import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import type { PageSearch } from "@/app/forms/code-parameter";
import { readUnsubscribeToken } from "@/lib/advertising/unsubscribe";
import { context } from "@/lib/server/context";
import { LinkQuestion } from "../link-question";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("unsubscribe");
  return { title: t("title"), robots: { index: false } };
}

/** One press, without a login. The same page whether anything is left to withdraw or not. */
export default async function UnsubscribePage({ searchParams }: { searchParams: PageSearch }) {
  const { token } = await searchParams;
  const read = readUnsubscribeToken(token, context().sealKeys);
  const t = await getTranslations("unsubscribe");
  const leads = await getTranslations("unsubscribe.leads");
  if (read === null) {
    return (
      <Shell>
        <Heading lead={t("staleLead")}>{t("staleTitle")}</Heading>
        <CallToAction>
          <ButtonLink href="/account/consents">{t("manage")}</ButtonLink>
        </CallToAction>
      </Shell>
    );
  }
  return (
    <LinkQuestion
      action="/link/unsubscribe/submit"
      token={String(token)}
      title={t("title")}
      lead={leads(read.channel)}
      submit={t("submit")}
    />
  );
}
