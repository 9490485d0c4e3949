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
  return { title: t("revertTitle"), robots: { index: false } };
}

export default async function RevertEmailPage({ searchParams }: { searchParams: PageSearch }) {
  const token = readLinkToken((await searchParams).token);
  const link = token === null ? null : await viewEmailLink(token, "revert_email", context());
  if (token === null || link === null) return <LinkOver way="account" />;
  const t = await getTranslations("link");
  return (
    <LinkQuestion
      action="/link/revert-email/submit"
      token={token}
      title={t("revertTitle")}
      lead={t("revertLead", { email: link.maskedEmail })}
      points={[
        t("notMePointLogins"),
        t("notMePointPassword"),
        t("notMePointPasskeys"),
        t("notMePointBack"),
      ]}
      submit={t("revertSubmit")}
    />
  );
}
