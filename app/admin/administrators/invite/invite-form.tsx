import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { Choice } from "@/app/admin/fields/choice";
import { ProofField } from "@/app/admin/parts/proof-field";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { roles, type Owner } from "@/lib/logins/admission";

/** Asks somebody to administer, by mail. */
export async function InviteForm({ by, now }: { by: Owner; now: Date }) {
  const t = await getTranslations("administrators");
  const said = await getTranslations("admin.roles");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/administrators/invite");
  const values = problem?.values ?? {};
  return (
    <section className="mt-10 max-w-2xl" id="invite">
      <h2 className="text-lg font-bold">{t("addTitle")}</h2>
      <p className="mt-1 mb-4 text-muted">{t("addBody")}</p>
      <AdminForm by={by} action="/admin/administrators/invite">
        <FormNotice problem={problem} />
        <div className="grid gap-x-4 sm:grid-cols-2">
          <Field
            id="invitedName"
            label={t("name")}
            autoComplete="off"
            maxLength={60}
            required
            defaultValue={values["invitedName"]}
            problem={problem?.fields["invitedName"]}
          />
          <Field
            id="invitedEmail"
            label={t("email")}
            type="email"
            autoComplete="off"
            maxLength={254}
            required
            defaultValue={values["invitedEmail"]}
            problem={problem?.fields["invitedEmail"]}
          />
          <Choice
            id="invitedRole"
            label={t("inviteRole")}
            defaultValue={values["invitedRole"] ?? "viewer"}
            choices={roles.map((each) => ({ value: each, text: said(each) }))}
          />
        </div>
        <ProofField login={by.login} problem={problem} now={now} of="invite" />
        <SubmitButton wait={common("wait")}>{t("invite")}</SubmitButton>
      </AdminForm>
    </section>
  );
}
