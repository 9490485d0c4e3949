import { getTranslations } from "next-intl/server";
import { Field } from "@/app/forms/field";
import { proofField } from "@/app/form-handlers/administrator-handler";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";

/** Asks once more who it is before a sensitive act, where they have not said so lately. */
export async function ProofField({ login, problem, now }: ProofFieldProps) {
  const said = problem?.fields[proofField];
  if (isProvedLately(login, now) && said === undefined) return null;
  const t = await getTranslations("admin");
  return (
    <fieldset className="mb-2">
      <legend className="mb-3 text-muted">{t("proofLead")}</legend>
      {login.hasSecondFactor ? (
        <Field
          id={proofField}
          label={t("code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          problem={said}
        />
      ) : (
        <Field
          id={proofField}
          label={t("proofPassword")}
          type="password"
          autoComplete="current-password"
          required
          problem={said}
        />
      )}
    </fieldset>
  );
}

type ProofFieldProps = { login: AdministratorLogin; problem: FormProblem | null; now: Date };
