import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { PageSearch } from "@/app/forms/code-parameter";
import { viewEmailLink } from "@/lib/emails/follow-link";
import { context } from "@/lib/server/context";
import { LinkOver } from "../link-over";
import { LinkQuestion } from "../link-question";
import { readLinkToken } from "../link-token";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t("confirmTitle"), robots: { index: false } };
}

export default async function ConfirmEmailPage({ searchParams }: { searchParams: PageSearch }) {
  const token = readLinkToken((await searchParams).token);
  const link = token === null ? null : await viewEmailLink(token, "confirm_email", context());
  if (token === null || link === null) return <LinkOver />;
  const t = await getTranslations("link");
  const email = link.maskedEmail;
  const text = link.isChange
    ? {
        ...{ title: t("changeTitle"), lead: t("changeLead", { email }) },
        ...{ points: [t("changePoint")], submit: t("changeSubmit") },
      }
    : {
        ...{ title: t("confirmTitle"), lead: t("confirmLead", { email }) },
        submit: t("confirmSubmit"),
      };
  return (
    <LinkQuestion action="/link/confirm-email/submit" token={token} {...text}>
      <p className="pt-2 text-center text-sm text-muted">{t("confirmNotMine")}</p>
    </LinkQuestion>
  );
}
