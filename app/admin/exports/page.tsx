import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { CursorLinks } from "@/app/admin/fields/cursor-links";
import { queryOf } from "@/app/admin/parts/refused-address";
import { readFormProblem, readPageProblem } from "@/app/form-handlers/form-problem";
import { readShownOnce } from "@/app/form-handlers/show-once";
import type { PageSearch } from "@/app/forms/code-parameter";
import { requireAdministrator } from "@/lib/browser/access";
import { listExports } from "@/lib/exports/list-exports";
import { exportKinds, type ExportKind } from "@/lib/exports/rows";
import { mayActAs } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";
import { ExportItem } from "./export-item";
import { ProgressWatch } from "./progress-watch";
import { RequestForm } from "./request-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("exports");
  return { title: t("title"), robots: { index: false, follow: false } };
}

/** Breaks only between its groups; copied it is the same text. */
function Passphrase({ passphrase }: { passphrase: string }) {
  return passphrase.split(/(?<=-)/).map((group, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      <span className="whitespace-nowrap">{group}</span>
    </Fragment>
  ));
}

/** Null where the address names none that there is. */
function kindOf(asked: string | string[] | undefined): ExportKind | null {
  return asked === undefined ? "people" : (exportKinds.find((each) => each === asked) ?? null);
}

const acts = ["/admin/exports/approve", "/admin/exports/make", "/admin/exports/cancel"] as const;

export default async function ExportsPage({ searchParams }: { searchParams: PageSearch }) {
  const by = await requireAdministrator("operator");
  const search = await searchParams;
  const t = await getTranslations("exports");
  const kind = kindOf(search["kind"]);
  if (kind === null) {
    if ((await readPageProblem()) === null) {
      redirect(`/admin/exports/refused${queryOf(search)}` as Route);
    }
    return (
      <AdminShell by={by} here="exports">
        <Heading>{t("title")}</Heading>
        <CursorLinks first={{ href: "/admin/exports", text: t("first") }} next={null} />
      </AdminShell>
    );
  }
  const { statements, now } = context();
  const items = await listExports(statements, by.id);
  const passphrase = await readShownOnce();
  const problems = await Promise.all(acts.map((action) => readFormProblem(action)));
  const problemOf = (id: string) =>
    problems.find((problem) => problem?.values["id"] === id) ?? null;
  const isMaking = passphrase === null && items.some(({ state }) => state === "making");
  return (
    <AdminShell by={by} here="exports">
      {isMaking && <ProgressWatch />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {passphrase !== null && (
        <Notice tone="good" title={t("passphraseTitle")}>
          <code className="my-2 block rounded-xl bg-well p-4 text-lg select-all">
            <Passphrase passphrase={passphrase} />
          </code>
          {t("passphraseBody")}{" "}
          <a href="/admin/exports#list" className="underline underline-offset-4">
            {t("passphraseNext")}
          </a>
        </Notice>
      )}
      <div className="grid gap-x-14 gap-y-12 xl:grid-cols-2">
        {mayActAs(by.role, "owner") && <RequestForm kind={kind} login={by.login} now={now} />}
        <section id="list">
          <h2 className="mb-4 text-xl font-bold">{t("listTitle")}</h2>
          {items.length === 0 && <p className="text-muted">{t("none")}</p>}
          <ul className="grid gap-3">
            {items.map((item) => (
              <ExportItem
                key={item.id}
                item={item}
                by={by}
                now={now}
                problem={problemOf(item.id)}
              />
            ))}
          </ul>
        </section>
      </div>
    </AdminShell>
  );
}
