import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import type { Viewer } from "@/lib/logins/admission";

export const searchFieldId = "term";

/** One field for everything that can be found exactly; posted, since it is personal data. */
export async function SearchForm({ by }: { by: Viewer }) {
  const t = await getTranslations("people");
  const problem = await readFormProblem("/admin/people/search");
  return (
    <AdminForm by={by} action="/admin/people/search" className="mb-3">
      <FormNotice problem={problem} />
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
