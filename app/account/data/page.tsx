import "@/app/fonts/every-letter";
import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { DocumentText } from "@/app/components/documents/document-text";
import { Facts } from "@/app/account/parts/facts";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { isAskedInFull } from "@/app/form-handlers/in-full";
import { FormNotice } from "@/app/forms/form-notice";
import { StepUpField } from "@/app/forms/step-up/step-up-field";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { titleOf } from "@/lib/own-account/own-consents";
import { readOwnData, type OwnData } from "@/lib/own-account/own-data";
import { requireAccount } from "@/lib/browser/access";
import { isFresh } from "@/lib/logins/member-logins";
import type { MemberLogin } from "@/lib/logins/members";
import { context } from "@/lib/server/context";
import { FormOwner } from "../parts/form-owner";
import { ShowForm } from "../parts/show-form";
import { purposesAndPeriods, shownEvents, shownItems } from "./sections";

const mostShown = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownData");
  return { title: t("title"), robots: { index: false } };
}

/** 개인정보 보호법 §35, the five items of 시행령 §41. */
export default async function DataPage() {
  const login = await requireAccount("any", "/account/data");
  const { now, ...rest } = context();
  const data = await readOwnData(login.id, { ...rest, now });
  if (data === null) redirect("/login");
  const fresh = isFresh(login, now);
  const isInFull = fresh && (await isAskedInFull());
  const t = await getTranslations("ownData");
  const account = await getTranslations("account");
  const { kept, recipients } = await purposesAndPeriods();
  const looks = data.events.filter(({ by }) => by === "administrator");
  const others = data.events.filter(({ by }) => by !== "administrator");
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <Download login={login} isFresh={fresh} />
      <Part title={t("items")}>
        <p className="mb-3 text-sm text-muted">
          {isInFull ? account("inFull") : account("masked")}
        </p>
        <Facts facts={await shownItems(data, isInFull)} />
        {!isInFull && (
          <ShowForm
            action="/account/data/show"
            owner={login.id}
            isFresh={fresh}
            label={t("show")}
          />
        )}
      </Part>
      <Part title={t("purposesAndPeriods")}>
        <ul className="grid gap-3 text-sm">
          {kept.map(({ item, purpose, period }) => (
            <li key={item}>
              <b className="block">{item}</b>
              {purpose}
              <span className="block text-muted">{period}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("recipients")}>
        <DocumentText text={{ html: recipients }} />
      </Part>
      <Part title={t("consents")}>
        <Facts facts={await consentFacts(data)} />
      </Part>
      <Part title={t("looks")}>
        <Lines lines={looks.length === 0 ? [t("looksNone")] : await shownEvents(looks)} />
        <p className="mt-3 text-sm text-muted">{t("looksList")}</p>
      </Part>
      <Part title={t("events")}>
        <Lines lines={await shownEvents(others.slice(0, mostShown))} />
        {others.length > mostShown && (
          <p className="mt-3 text-sm text-muted">{t("eventsMore", { count: mostShown })}</p>
        )}
      </Part>
      <ButtonLink look="quiet" href="/account">
        {account("back")}
      </ButtonLink>
    </Shell>
  );
}

/** A form that the browser sends itself: its answer is a file, and the page stays, so nothing waits. */
async function Download({ login, isFresh: fresh }: { login: MemberLogin; isFresh: boolean }) {
  const t = await getTranslations("ownData");
  const problem = await readFormProblem("/account/data/download");
  return (
    <form action="/account/data/download" method="post" className="mb-9">
      <FormOwner id={login.id} />
      <FormNotice problem={problem} />
      <StepUpField isFresh={fresh} problem={problem} text={await stepUpText()} />
      <Button type="submit" look="secondary">
        {t("download")}
      </Button>
      <p className="mt-3 text-sm text-muted">{t("downloadHint")}</p>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-9">
      <h2 className="mb-3 text-lg font-bold">{title}</h2>
      {children}
    </section>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid gap-2 text-sm">
      {lines.map((line, at) => (
        <li key={`${at} ${line}`}>{line}</li>
      ))}
    </ul>
  );
}

async function consentFacts({ consents, guardian, advertising }: OwnData) {
  const subjects = await getTranslations("advertising.subjects");
  const states = await getTranslations("advertising.states");
  const t = await getTranslations("ownConsents");
  const locale = await getLocale();
  const format = await getFormatter();
  const said = (version: string, at: Date) =>
    `${version} · ${format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" })}`;
  return [
    ...consents.map(
      ({ document, version, agreedAt }) =>
        [titleOf(document, version)[locale], said(version, agreedAt)] as const,
    ),
    ...(guardian === null
      ? []
      : [[t("guardian"), said(guardian.version, guardian.agreedAt)] as const]),
    ...advertising.map(({ subject, state, decidedAt }) => {
      const date = format.dateTime(decidedAt, { dateStyle: "medium" });
      return [subjects(subject), states(state, { date })] as const;
    }),
  ];
}
