import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { PageSearch } from "@/app/forms/code-parameter";
import { readLink } from "@/lib/mail/links";
import { context } from "@/lib/server/context";
import { LinkOver } from "../link-over";
import { LinkQuestion } from "../link-question";
import { readLinkToken } from "../link-token";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t("cancelTitle"), robots: { index: false } };
}

export default async function CancelRecoveryPage({ searchParams }: { searchParams: PageSearch }) {
  const token = readLinkToken((await searchParams).token);
  const { db, now } = context();
  const link = token === null ? null : await readLink(db, token, "cancel_recovery", now);
  if (token === null || link === null) return <LinkOver way="account" />;
  const t = await getTranslations("link");
  return (
    <LinkQuestion
      action="/link/cancel-recovery/submit"
      token={token}
      title={t("cancelTitle")}
      lead={t("cancelLead")}
      points={[t("cancelPointEnds"), t("notMePointFrozen")]}
      submit={t("cancelSubmit")}
      look="danger"
    />
  );
}
