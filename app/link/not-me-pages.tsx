import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import type { PageSearch } from "@/app/forms/code-parameter";
import { readLink } from "@/lib/mail/links";
import { context } from "@/lib/server/context";
import { LinkDone } from "./link-done";
import { LinkOver } from "./link-over";
import { LinkQuestion } from "./link-question";
import { readLinkToken } from "./link-token";

/**
 * "This was not me" and its end: after a recovery, which is then shut for a while, or after anything else.
 */
export function notMePages(purpose: "not_me" | "recovery_not_me") {
  const isRecovery = purpose === "recovery_not_me";
  const action = isRecovery ? "/link/recovery-not-me/submit" : "/link/not-me/submit";

  async function Question({ searchParams }: { searchParams: PageSearch }) {
    const token = readLinkToken((await searchParams).token);
    const { db, now } = context();
    const link = token === null ? null : await readLink(db, token, purpose, now);
    if (token === null || link === null) return <LinkOver way="account" />;
    const t = await getTranslations("link");
    return (
      <LinkQuestion
        action={action}
        token={token}
        title={t("notMeTitle")}
        lead={t("notMeLead")}
        points={[
          t("notMePointLogins"),
          t("notMePointPassword"),
          t("notMePointPasskeys"),
          t(isRecovery ? "notMePointFrozen" : "notMePointBack"),
        ]}
        submit={t("notMeSubmit")}
        look="danger"
      />
    );
  }

  async function Done() {
    const t = await getTranslations();
    return (
      <LinkDone
        title={t("link.notMeDoneTitle")}
        lead={t(isRecovery ? "link.notMeFrozenLead" : "link.notMeDoneLead")}
      >
        {isRecovery ? (
          <ButtonLink href="/login">{t("common.logIn")}</ButtonLink>
        ) : (
          <ButtonLink href="/recover">{t("link.newPassword")}</ButtonLink>
        )}
        <ButtonLink href="/" look="quiet">
          {t("common.home")}
        </ButtonLink>
      </LinkDone>
    );
  }

  return { Question, Done };
}

export async function notMeMetadata(): Promise<Metadata> {
  return metadata("notMeTitle");
}

export async function notMeDoneMetadata(): Promise<Metadata> {
  return metadata("notMeDoneTitle");
}

async function metadata(title: "notMeTitle" | "notMeDoneTitle"): Promise<Metadata> {
  const t = await getTranslations("link");
  return { title: t(title), robots: { index: false } };
}
