import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { Notice } from "@/app/components/notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import type { Viewer } from "@/lib/logins/admission";

export const searchFieldId = "term";

/** Nothing failed, so the request's id, which the help desk itself would ask for, says nothing here. */
const isWrongSearch = (code: string) => code === "search_too_wide" || code === "nobody_found";

/** One field for everything that can be found exactly; posted, since it is personal data. */
export async function SearchForm({ by }: { by: Viewer }) {
  const t = await getTranslations("people");
  const problem = await readFormProblem("/admin/people/search");
  return (
    <AdminForm by={by} action="/admin/people/search" className="mb-3">
      {problem !== null && isWrongSearch(problem.code) ? (
        <Notice tone="bad" title={problem.title}>
          {problem.message}
        </Notice>
      ) : (
        <FormNotice problem={problem} />
      )}
      <label htmlFor={searchFieldId} className="sr-only">
        {t("search")}
      </label>
      <div className="flex gap-2">
        <input
          id={searchFieldId}
          name={searchFieldId}
          type="search"
          required
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          placeholder={t("search")}
          defaultValue={problem?.values[searchFieldId]}
          aria-describedby="term-hint"
          aria-keyshortcuts="/"
          className="min-h-12 w-full min-w-0 rounded-2xl border border-field bg-well px-4"
        />
        <button className="min-h-12 shrink-0 rounded-2xl bg-accent px-5 font-bold text-on-accent hover:bg-accent-strong">
          {t("find")}
        </button>
      </div>
      <p id="term-hint" className="mt-2 text-sm text-muted">
        {t("searchHint")}
      </p>
    </AdminForm>
  );
}
