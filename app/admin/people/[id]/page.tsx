import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { Facts } from "@/app/account/parts/facts";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import type { PageSearch } from "@/app/forms/code-parameter";
import { isAct, possibleActs } from "@/lib/admin/act-on-account";
import { readPerson } from "@/lib/admin/read-person";
import { requireAdministrator } from "@/lib/browser/access";
import { mayActAs } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";
import { ActForm } from "./parts/act-form";
import { ActLinks } from "./parts/act-links";
import { profileFacts, statusFacts } from "./parts/facts-of-person";
import { Part } from "./parts/part";
import { AccountRecords, LoginRecords } from "./parts/records";
import { RevealForm } from "./parts/reveal-form";
import { RevealedValue } from "./parts/revealed-value";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("person");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** One member, masked, for whoever helps them. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const by = await requireAdministrator("viewer");
  const { act, done } = await searchParams;
  const surroundings = context();
  const person = await readPerson(by, (await params).id, surroundings);
  if (person === null) notFound();
  const t = await getTranslations("person");
  const acts = await getTranslations("person.acts");
  const possible = mayActAs(by.role, "operator") ? possibleActs(person) : [];
  const asked = possible.find((each) => each === act);
  const { now } = surroundings;
  return (
    <AdminShell by={by} here="people">
      <Link
        href="/admin/people"
        prefetch={false}
        className="flex min-h-11 items-center self-start text-accent underline-offset-4 hover:underline"
      >
        ← {t("back")}
      </Link>
      <Heading lead={t("masked")}>{person.profile?.name ?? t("title")}</Heading>
      {isAct(done) && <Notice tone="good">{t("done", { act: acts(done) })}</Notice>}
      {person.profile === null && <Notice tone="bad">{t("unreadable")}</Notice>}
      <RevealedValue id={person.id} />
      {asked !== undefined && <ActForm person={person} act={asked} login={by.login} now={now} />}
      <div className="grid items-start gap-x-8 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <Part title={t("profile")}>
            <Facts facts={await profileFacts(person)} />
          </Part>
          <Part title={t("status")}>
            <Facts facts={await statusFacts(person)} />
          </Part>
        </div>
        <div className="min-w-0 lg:row-span-2">
          {mayActAs(by.role, "operator") ? (
            <>
              <Part title={t("actions")}>
                <ActLinks id={person.id} acts={possible} />
              </Part>
              {/* One question at a time: both ask for a reason. */}
              {asked === undefined && (
                <Part title={t("reveal")}>
                  <RevealForm id={person.id} login={by.login} now={now} />
                </Part>
              )}
            </>
          ) : (
            <p className="mb-6 text-muted">{t("needsOperator")}</p>
          )}
          <AccountRecords person={person} />
        </div>
        <div className="min-w-0">
          <LoginRecords person={person} />
        </div>
      </div>
    </AdminShell>
  );
}

type PersonPageProps = { params: Promise<{ id: string }>; searchParams: PageSearch };
