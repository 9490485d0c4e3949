import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import { ReasonFields } from "@/app/admin/parts/reason-fields";
import { Choice } from "@/app/admin/fields/choice";
import { shapeOf } from "@/app/components/button";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { revealable } from "@/lib/admin/reveal";
import type { AdministratorLogin } from "@/lib/logins/administrators";

/** Asks for one value in full, and why. Closed until it is needed. */
export async function RevealForm({ id, login, now }: RevealFormProps) {
  const t = await getTranslations("person");
  const fields = await getTranslations("person.fields");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/people/reveal");
  return (
    <details open={problem !== null} className="group">
      <summary className={`${shapeOf("secondary")} cursor-pointer list-none group-open:hidden`}>
        {t("reveal")}
      </summary>
      <AdminForm
        by={login}
        action={`/admin/people/reveal?id=${id}`}
        className="rounded-2xl bg-sunken p-5"
      >
        <p className="mb-4 text-muted">{t("revealLead")}</p>
        <FormNotice problem={problem} />
        <Choice
          id="field"
          label={t("field")}
          required
          defaultValue={problem?.values["field"] ?? "phone"}
          choices={revealable.map((each) => ({ value: each, text: fields(each) }))}
        />
        <ReasonFields problem={problem} />
        <ProofField login={login} problem={problem} now={now} />
        <SubmitButton look="secondary" wait={common("wait")}>
          {t("show")}
        </SubmitButton>
      </AdminForm>
    </details>
  );
}

type RevealFormProps = { id: string; login: AdministratorLogin; now: Date };
