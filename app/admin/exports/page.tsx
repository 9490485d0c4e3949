import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { readShownOnce } from "@/app/form-handlers/show-once";
import type { PageSearch } from "@/app/forms/code-parameter";
import { requireAdministrator } from "@/lib/browser/access";
import { listExports } from "@/lib/exports/list-exports";
import { exportKinds } from "@/lib/exports/rows";
import { mayActAs } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";
import { ExportItem } from "./export-item";
import { ProgressWatch } from "./progress-watch";
import { RequestForm } from "./request-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("exports");
  return { title: t("title"), robots: { index: false, follow: false } };
}

const acts = ["/admin/exports/approve", "/admin/exports/make", "/admin/exports/cancel"] as const;

export default async function ExportsPage({ searchParams }: { searchParams: PageSearch }) {
  const by = await requireAdministrator("operator");
  const { kind: asked } = await searchParams;
  const t = await getTranslations("exports");
  const items = await listExports(context().db);
  const passphrase = await readShownOnce();
  const problems = await Promise.all(acts.map((action) => readFormProblem(action)));
  const problemOf = (id: string) => problems.flatMap((problem) => problem?.fields[id] ?? [])[0];
  const isMaking = passphrase === null && items.some(({ state }) => state === "making");
  return (
    <AdminShell by={by} here="exports">
      {isMaking && <ProgressWatch />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      {passphrase !== null && (
        <Notice tone="good" title={t("passphraseTitle")}>
          <code className="my-2 block rounded-xl bg-well p-4 text-lg break-all select-all">
            {passphrase}
          </code>
          {t("passphraseBody")}{" "}
          <a href="/admin/exports#list" className="underline underline-offset-4">
            {t("passphraseNext")}
          </a>
        </Notice>
      )}
      <div className="grid gap-x-14 gap-y-12 xl:grid-cols-2">
        {mayActAs(by.role, "owner") && (
          <RequestForm kind={exportKinds.find((each) => each === asked) ?? "people"} />
        )}
        <section id="list">
          <h2 className="mb-4 text-xl font-bold">{t("listTitle")}</h2>
          {items.length === 0 && <p className="text-muted">{t("none")}</p>}
          <ul className="grid gap-3">
            {items.map((item) => (
              <ExportItem
                key={item.id}
                item={item}
                mine={item.requesterId === by.id}
                problem={problemOf(item.id)}
              />
            ))}
          </ul>
        </section>
      </div>
    </AdminShell>
  );
}
