import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/components/button-link";
import { Facts } from "@/app/account/parts/facts";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import { readOwnConsents, type OwnConsent } from "@/lib/accounts/own-consents";
import { requireAccount } from "@/lib/browser/access";
import { context } from "@/lib/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownConsents");
  return { title: t("title"), robots: { index: false } };
}

export default async function ConsentsPage() {
  const { id } = await requireAccount();
  const consents = await readOwnConsents(id, context());
  if (consents === null) redirect("/login");
  const t = await getTranslations("ownConsents");
  const account = await getTranslations("account");
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {consents.map((consent) => (
        <ConsentItem key={`${consent.document} ${consent.version}`} consent={consent} />
      ))}
      <Notice tone="plain" title={t("whyTitle")}>
        <p>{t("why")}</p>
        <ButtonLink look="quiet" href="/account/leave">
          {t("leave")}
        </ButtonLink>
      </Notice>
      <ButtonLink look="quiet" href="/account">
        {account("back")}
      </ButtonLink>
    </Shell>
  );
}

async function ConsentItem({ consent }: { consent: OwnConsent }) {
  const t = await getTranslations("ownConsents");
  const languages = await getTranslations("ownConsents.languages");
  const format = await getFormatter();
  const { title, version, isCurrent, language, agreedAt, document } = consent;
  const locale = await getLocale();
  const place = document === "terms" || document === "privacy" ? (`/${document}` as const) : null;
  return (
    <section className="mb-8">
      <h2 className="mb-2 flex flex-wrap items-center gap-x-3 font-bold">
        {title[locale]}
        <span className="rounded-full bg-accent-soft px-3 py-1 text-sm text-accent-strong">
          {t("required")}
        </span>
      </h2>
      <Facts
        facts={[
          [t("agreedAt"), format.dateTime(agreedAt, { dateStyle: "long", timeStyle: "short" })],
          [t("version"), isCurrent ? t("current", { version }) : t("past", { version })],
          [t("language"), language === null ? t("earlier") : languages(language)],
        ]}
      />
      {place !== null && (
        <ButtonLink look="quiet" href={place}>
          {t("read")}
        </ButtonLink>
      )}
    </section>
  );
}
