import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { Choice } from "@/app/admin/fields/choice";
import { CursorLinks } from "@/app/admin/fields/cursor-links";
import { Button } from "@/app/components/button";
import { EmptyState } from "@/app/components/empty-state";
import { Heading } from "@/app/components/heading";
import { readPageProblem } from "@/app/form-handlers/form-problem";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { queryOf } from "@/app/admin/parts/refused-address";
import type { PageSearch } from "@/app/forms/code-parameter";
import { Field } from "@/app/forms/field";
import { writeEventCursor } from "@/lib/audit/list-events";
import { readLogPage } from "@/lib/audit/log-page";
import { requireAdministrator } from "@/lib/browser/access";
import { config } from "@/lib/config";
import { logKinds } from "@/lib/i18n/record-kinds";
import { context } from "@/lib/server/context";
import { EventList } from "./event-list";
import { readLogFilter, writeLogAddress } from "./log-filter";
import { Reviews } from "./reviews";
import { Seals } from "./seals";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auditLog");
  return { title: t("title"), robots: { index: false, follow: false } };
}

const rowsPerPage = 50;

export default async function AuditPage({ searchParams }: { searchParams: PageSearch }) {
  const by = await requireAdministrator("owner");
  const search = await searchParams;
  const asked = readLogFilter(search);
  const t = await getTranslations("auditLog");
  const kinds = await getTranslations("auditLog.kinds");
  if (asked === null) {
    if ((await readPageProblem()) === null) {
      redirect(`/admin/audit/refused${queryOf(search)}` as Route);
    }
    return (
      <AdminShell by={by} here="audit">
        <Heading>{t("title")}</Heading>
        <CursorLinks first={{ href: "/admin/audit", text: t("first") }} next={null} />
      </AdminShell>
    );
  }
  const { typed } = asked;
  const page = await readLogPage(
    { id: by.id, address: by.from.address },
    { ...asked, limit: rowsPerPage },
    { ...context(), reviewDays: config().auditReviewDays },
  );
  return (
    <AdminShell by={by} here="audit">
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <form method="get" action="/admin/audit" role="search" className="mb-2">
        <div className="grid grid-cols-2 gap-x-4 max-lg:*:nth-3:col-span-2 lg:grid-cols-5">
          <Field id="who" label={t("who")} hint={t("whoHint")} defaultValue={typed.who} />
          <Field id="whom" label={t("whom")} hint={t("whomHint")} defaultValue={typed.whom} />
          <Choice
            id="kind"
            label={t("kind")}
            defaultValue={typed.kind ?? ""}
            choices={[
              { value: "", text: t("everyKind") },
              ...logKinds.map((kind) => ({ value: kind, text: kinds(kind) })),
            ]}
          />
          <Field id="from" type="date" label={t("from")} defaultValue={typed.from} />
          <Field id="until" type="date" label={t("until")} defaultValue={typed.until} />
        </div>
        <div className="flex items-center gap-2">
          <Button look="secondary" type="submit" className="min-h-12! w-auto! text-base!">
            {t("find")}
          </Button>
          <Link
            href="/admin/audit"
            prefetch={false}
            className="flex min-h-12 items-center px-3 text-muted underline-offset-4 hover:underline"
          >
            {t("clear")}
          </Link>
        </div>
      </form>
      <div className="mt-6">
        {page.events.length === 0 ? (
          <EmptyState title={t("empty")} hint={t("emptyHint")} />
        ) : (
          <EventList events={page.events} />
        )}
      </div>
      <CursorLinks
        first={asked.after !== null ? { href: "/admin/audit", text: t("first") } : null}
        next={
          page.next
            ? { href: writeLogAddress(typed, writeEventCursor(page.next)), text: t("next") }
            : null
        }
      />
      <Reviews login={by.login} found={page.reviews} />
      <Seals heads={page.heads} />
    </AdminShell>
  );
}
