import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import { Area } from "@/app/admin/fields/area";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { exportColumns, exportKinds, type ExportKind } from "@/lib/exports/rows";
import type { AdministratorLogin } from "@/lib/logins/administrators";

/** What to take out: its kind by a link, the rest by the form. */
export async function RequestForm({ kind, login, now }: RequestFormProps) {
  const t = await getTranslations("exports");
  const kinds = await getTranslations("exports.kinds");
  const columns = await getTranslations("exports.columns");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/exports/request");
  const values = problem?.values ?? {};
  const checkbox = "size-5 shrink-0 accent-(--accent)";
  return (
    <section className="self-start xl:top-6 xl:[@media(min-height:60rem)]:sticky">
      <nav aria-label={t("kind")} className="mb-6 flex flex-wrap gap-2">
        {exportKinds.map((each) => (
          <Link
            key={each}
            href={`/admin/exports?kind=${each}`}
            prefetch={false}
            aria-current={each === kind ? "page" : undefined}
            className="flex min-h-11 items-center rounded-xl px-4 text-muted aria-[current]:bg-accent-soft aria-[current]:font-bold aria-[current]:text-accent-strong"
          >
            {kinds(each)}
          </Link>
        ))}
      </nav>
      <FormNotice problem={problem} />
      <AdminForm by={login} action={`/admin/exports/request?kind=${kind}`}>
        <input type="hidden" name="kind" value={kind} />
        <fieldset
          className="mb-5"
          aria-describedby={problem?.fields["columns"] ? "columns-problem" : undefined}
        >
          <legend className="mb-2 font-bold">{t("columnsTitle")}</legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {exportColumns[kind].map((column) => (
              <label key={column} className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  name={`column_${column}`}
                  defaultChecked={
                    problem === null
                      ? column === "id" || column === "at"
                      : values[`column_${column}`] === "on"
                  }
                  className={checkbox}
                />
                {columns(column)}
              </label>
            ))}
          </div>
          {problem?.fields["columns"] && (
            <p id="columns-problem" className="mt-2 text-sm text-bad">
              {problem.fields["columns"]}
            </p>
          )}
        </fieldset>
        <div className="grid grid-cols-2 gap-x-4 max-sm:*:nth-3:col-span-2">
          <Field
            id="from"
            type="date"
            label={t("from")}
            defaultValue={values["from"]}
            problem={problem?.fields["from"]}
          />
          <Field id="until" type="date" label={t("until")} defaultValue={values["until"]} />
          <Field
            id="ceiling"
            inputMode="numeric"
            label={t("ceiling")}
            defaultValue={values["ceiling"] ?? "10000"}
            problem={problem?.fields["ceiling"]}
          />
        </div>
        <Area
          id="purpose"
          label={t("purpose")}
          hint={t("purposeHint")}
          maxLength={500}
          defaultValue={values["purpose"]}
          problem={problem?.fields["purpose"]}
        />
        {kind === "people" && (
          <label className="mb-5 flex gap-3">
            <input
              type="checkbox"
              name="unmasked"
              defaultChecked={values["unmasked"] === "on"}
              className={`${checkbox} mt-0.5`}
            />
            <span>
              {t("unmasked")}
              <span className="block text-sm text-muted">{t("unmaskedHint")}</span>
            </span>
          </label>
        )}
        <ProofField login={login} problem={problem} now={now} of="request" />
        <SubmitButton wait={common("wait")}>{t("request")}</SubmitButton>
      </AdminForm>
    </section>
  );
}

type RequestFormProps = { kind: ExportKind; login: AdministratorLogin; now: Date };
