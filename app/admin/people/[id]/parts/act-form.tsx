import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { ProofField } from "@/app/admin/parts/proof-field";
import { ReasonFields } from "@/app/admin/parts/reason-fields";
import { ButtonLink } from "@/app/components/button-link";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import type { Act } from "@/lib/admin/act-on-account";
import type { PersonView } from "@/lib/admin/read-person";
import type { AdministratorLogin } from "@/lib/logins/administrators";

/** What will happen, and whether to do it. */
export async function ActForm({ person, act, login, now }: ActFormProps) {
  const t = await getTranslations("person");
  const acts = await getTranslations("person.acts");
  const bodies = await getTranslations("person.actBodies");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/people/act");
  return (
    <section aria-labelledby="act" className="mb-7 rounded-2xl border border-line p-5">
      <h2 id="act" className="text-lg font-bold">
        {acts(act)}
      </h2>
      <p className="mt-1 mb-4 text-muted">{bodies(act)}</p>
      <AdminForm
        by={login}
        action={`/admin/people/act?${new URLSearchParams({ id: person.id, act }).toString()}`}
      >
        <FormNotice problem={problem} />
        <input type="hidden" name="version" value={person.version} />
        <ReasonFields problem={problem} autoFocus />
        <ProofField login={login} problem={problem} now={now} />
        <div className="grid gap-1 sm:max-w-sm">
          <SubmitButton look={act === "close" ? "danger" : "primary"} wait={common("wait")}>
            {acts(act)}
          </SubmitButton>
          <ButtonLink look="quiet" href={`/admin/people/${person.id}` as Route}>
            {t("cancel")}
          </ButtonLink>
        </div>
      </AdminForm>
    </section>
  );
}

type ActFormProps = { person: PersonView; act: Act; login: AdministratorLogin; now: Date };
