import { getTranslations } from "next-intl/server";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { Field } from "@/app/forms/field";
import { reasons } from "@/lib/audit/events";
import { Choice } from "@/app/admin/fields/choice";

/** Why, from a list, and in a line: recorded with the act. */
export async function ReasonFields({ problem, autoFocus = false }: ReasonFieldsProps) {
  const t = await getTranslations("person");
  const said = await getTranslations("person.reasons");
  return (
    <>
      <Choice
        id="reason"
        label={t("reason")}
        autoFocus={autoFocus}
        required
        defaultValue={problem?.values["reason"] ?? ""}
        choices={[
          { value: "", text: t("choose") },
          ...reasons.map((each) => ({ value: each, text: said(each) })),
        ]}
      />
      <Field
        id="note"
        label={t("note")}
        hint={t("noteHint")}
        required
        maxLength={200}
        defaultValue={problem?.values["note"]}
        problem={problem?.fields["note"]}
      />
    </>
  );
}

type ReasonFieldsProps = {
  problem: FormProblem | null;
  /** Where the form is what the page was opened for. */
  autoFocus?: boolean;
};
