import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Facts } from "@/app/account/parts/facts";
import { ButtonLink } from "@/app/components/button-link";
import { pathOf } from "@/app/components/documents/document-page";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import type { PageSearch } from "@/app/forms/code-parameter";
import { readOwnConsents, type OwnConsent } from "@/lib/own-account/own-consents";
import { requireAccount } from "@/lib/browser/access";
import { documents } from "@/lib/consents/documents";
import { context } from "@/lib/server/context";
import { AdvertisingForm } from "./advertising-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownConsents");
  return { title: t("title"), robots: { index: false } };
}

export default async function ConsentsPage({ searchParams }: { searchParams: PageSearch }) {
  const { id } = await requireAccount("in_order", "/account/consents");
  const consents = await readOwnConsents(id, context());
  if (consents === null) redirect("/login");
  const t = await getTranslations("ownConsents");
  const account = await getTranslations("account");
  const isSaved = (await searchParams).saved === "advertising";
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {consents.required.map((consent) => (
        <ConsentItem key={`${consent.document} ${consent.version}`} consent={consent} />
      ))}
      <Notice tone="plain" title={t("whyTitle")}>
        <p>{t("why")}</p>
        <ButtonLink look="quiet" href="/account/leave">
          {t("leave")}
        </ButtonLink>
      </Notice>
      <AdvertisingForm owner={id} decided={consents.advertising} isSaved={isSaved} />
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
  const { title, version, language, agreedAt, document } = consent;
  const locale = await getLocale();
  const now = new Date();
  const moment = format.dateTime(agreedAt, {
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const found = documents.find(document, version);
  const isCurrent = [...documents.shownFor("signup", now), ...documents.shownFor("guardian", now)]
    .filter(({ id }) => id === document)
    .some((each) => each.version === version);
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
          [t("agreedAt"), moment],
          [t("version"), isCurrent ? t("current", { version }) : t("past", { version })],
          [t("language"), language === null ? t("unknownText") : languages(language)],
        ]}
      />
      {found !== null && (
        <ButtonLink look="quiet" href={pathOf(found)}>
          {t("read")}
        </ButtonLink>
      )}
    </section>
  );
}
