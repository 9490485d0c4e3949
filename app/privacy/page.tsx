import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Contact } from "@/app/components/footer/contact";
import { pathOf } from "@/app/components/documents/document-page";
import { Heading } from "@/app/components/heading";
import { Points } from "@/app/components/points";
import { Shell } from "@/app/components/shell";
import { inventoryOf, policyDate, type Ground } from "@/lib/compliance/inventory";
import { config } from "@/lib/config";
import { documents } from "@/lib/consents/documents";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";
import { KeptList } from "./kept-list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("policy");
  return { title: t("title") };
}

/** The privacy policy (개인정보 보호법 §30①, 시행령 §31①), from what the code keeps. */
export default async function PolicyPage() {
  const t = await getTranslations("policy");
  const format = await getFormatter();
  const { company } = config();
  const kept = inventoryOf(config());
  const of = (...grounds: Ground[]) => kept.filter(({ ground }) => grounds.includes(ground));
  const from = format.dateTime(startOfSeoulDay(policyDate), { dateStyle: "long" });
  return (
    <Shell>
      <article>
        <Heading lead={t("lead", { company: company.name })}>{t("title")}</Heading>
        <p className="mb-7 text-sm text-muted">{t("effective", { date: from })}</p>
        <Part title={t("consented")} lead={t("consentedLead")}>
          <KeptList kept={of("consent")} />
          <TextLink href="/privacy/consent">{t("readConsent")}</TextLink>
        </Part>
        <Part title={t("optional")} lead={t("optionalLead")}>
          <KeptList kept={of("optional")} />
        </Part>
        <Part title={t("unconsented")} lead={t("unconsentedLead")}>
          <KeptList kept={of("contract", "law", "interest")} />
        </Part>
        <Part title={t("thirdParties")} lead={t("thirdPartiesBody")} />
        <Part title={t("processors")}>
          <Points points={[t("processorIdentity"), t("processorMail")]} />
        </Part>
        <Part title={t("destruction")} lead={t("destructionBody")} />
        <Part title={t("rights")}>
          <Points points={[t("rightsOwn"), t("rightsAsk"), t("rightsGuardian")]} />
        </Part>
        <Safety />
        <Part title={t("cookies")} lead={t("cookiesBody")} />
        <Part title={t("officer")}>
          {company.privacyOfficer !== null && (
            <p>
              {t("officerName")}: {company.privacyOfficer}
            </p>
          )}
          <Contact />
        </Part>
        <Part title={t("relief")} lead={t("reliefBody")} />
        <History />
      </article>
    </Shell>
  );
}

async function Safety() {
  const t = await getTranslations("policy");
  const points = await getTranslations("policy.safetyPoints");
  return (
    <Part title={t("safety")}>
      <Points
        points={[points("sealed"), points("passwords"), points("access"), points("masked")]}
      />
    </Part>
  );
}

async function History() {
  const t = await getTranslations("policy");
  const format = await getFormatter();
  const locale = await getLocale();
  const current = documents.current("privacy", new Date()).version;
  return (
    <Part title={t("history")} lead={t("historyBody")}>
      <ul>
        {documents.versionsOf("privacy").map((each) => (
          <li key={each.version}>
            <TextLink href={pathOf(each)}>
              {`${each.texts[locale].title} · ${format.dateTime(startOfSeoulDay(each.effective), { dateStyle: "long" })}`}
              {each.version === current && ` (${t("current")})`}
            </TextLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, lead, children }: PartProps) {
  return (
    <section className="mb-9">
      <h2 className="mb-2 text-lg font-bold">{title}</h2>
      {lead !== undefined && <p className="mb-4">{lead}</p>}
      {children}
    </section>
  );
}

function TextLink({
  href,
  children,
}: {
  href: Parameters<typeof Link>[0]["href"];
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
    >
      {children}
    </Link>
  );
}

type PartProps = { title: string; lead?: string; children?: ReactNode };
