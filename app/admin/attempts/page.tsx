import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { Choice } from "@/app/admin/fields/choice";
import { CursorLinks } from "@/app/admin/fields/cursor-links";
import { Button } from "@/app/components/button";
import { EmptyState } from "@/app/components/empty-state";
import { Heading } from "@/app/components/heading";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { queryOf } from "@/app/admin/parts/refused-address";
import { readFormProblem, readPageProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { Field } from "@/app/forms/field";
import { SubmitButton } from "@/app/forms/submit-button";
import { findAttempts } from "@/lib/admin/find-attempts";
import { writeEventCursor } from "@/lib/audit/list-events";
import { requireAdministrator } from "@/lib/browser/access";
import { codes } from "@/lib/codes";
import { context } from "@/lib/server/context";
import { readAsked } from "./asked";
import { LineCard } from "./line-card";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("attemptsDesk");
  return { title: t("title"), robots: { index: false, follow: false } };
}

const rowsPerPage = 25;

/** Why could I not join? By what the caller reads out, or by when it was. */
export default async function AttemptsPage({ searchParams }: { searchParams: PageSearch }) {
  const by = await requireAdministrator("viewer");
  const now = context().now;
  const search = await searchParams;
  const read = readAsked(search, now);
  if (read === null && (await readPageProblem()) === null) {
    redirect(`/admin/attempts/refused${queryOf(search)}` as Route);
  }
  const typed = read?.typed ?? {};
  const page =
    read &&
    (await findAttempts(
      { id: by.id, address: by.from.address },
      { ...read, limit: rowsPerPage },
      context(),
    ));
  const t = await getTranslations("attemptsDesk");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/attempts/find");
  return (
    <AdminShell by={by} here="attempts">
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <div className="grid gap-x-10 lg:grid-cols-2">
        <AdminForm by={by} action="/admin/attempts/find">
          <Field
            id="id"
            label={t("id")}
            hint={t("idHint")}
            autoComplete="off"
            required
            defaultValue={problem?.values["id"]}
            problem={problem?.fields["id"]}
          />
          <SubmitButton wait={common("wait")} look="secondary">
            {t("findById")}
          </SubmitButton>
        </AdminForm>
        <form method="get" action="/admin/attempts" role="search" className="max-lg:mt-8">
          <div className="grid gap-x-4 sm:grid-cols-2">
            <Field
              id="from"
              type="datetime-local"
              label={t("from")}
              defaultValue={typed.from}
              max={typed.until}
            />
            <Field
              id="until"
              type="datetime-local"
              label={t("until")}
              hint={t("window")}
              defaultValue={typed.until}
            />
          </div>
          <Choice
            id="code"
            label={t("code")}
            defaultValue={typed.code ?? ""}
            choices={[
              { value: "", text: t("everyCode") },
              ...Object.keys(codes).map((code) => ({ value: code, text: code })),
            ]}
          />
          <Button look="secondary" type="submit">
            {t("findByTime")}
          </Button>
        </form>
      </div>
      <div className="mt-10">
        {page?.lines.length === 0 && <EmptyState title={t("empty")} hint={t("emptyHint")} />}
        {page !== null && page.lines.length > 0 && (
          <ul className="grid gap-3">
            {page.lines.map((line) => (
              <LineCard key={line.id} line={line} />
            ))}
          </ul>
        )}
      </div>
      <CursorLinks
        first={
          read === null || read.after !== null
            ? { href: "/admin/attempts", text: t("first") }
            : null
        }
        next={
          page?.next
            ? {
                href: `/admin/attempts?${new URLSearchParams({ ...typed, after: writeEventCursor(page.next) }).toString()}`,
                text: t("next"),
              }
            : null
        }
      />
    </AdminShell>
  );
}
