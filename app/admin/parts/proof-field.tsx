import { getTranslations } from "next-intl/server";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { Field } from "@/app/forms/field";
import { proofField } from "@/app/form-handlers/administrator-handler";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";

/**
 * Asks once more who it is before a sensitive act, where they have not said so lately: by a code, or by a
 * passkey, which then sends the form.
 */
export async function ProofField({ login, problem, now, of }: ProofFieldProps) {
  const said = problem?.fields[proofField];
  if (isProvedLately(login, now) && said === undefined) return null;
  const t = await getTranslations("admin");
  const { hasPasskey, hasTotp, hasSecondFactor, codesLeft } = login;
  const id = of === undefined ? proofField : `${proofField}-${of}`;
  return (
    <fieldset className="mb-2">
      <legend className="mb-3 text-muted">{t("proofLead")}</legend>
      {(hasTotp || !hasSecondFactor) && (
        <Field
          id={id}
          name={proofField}
          label={hasTotp ? t("code") : t("proofPassword")}
          {...(hasTotp ? codeKind : passwordKind)}
          // A passkey sends the form without it.
          required={!hasPasskey}
          problem={said}
        />
      )}
      {hasPasskey && (
        <>
          {!hasTotp && codesLeft === 0 && said !== undefined && (
            <p className="mb-2 text-sm text-bad">{said}</p>
          )}
          <ConfirmByPasskey
            purpose="factor_confirm"
            label={t("proofPasskey")}
            text={await passkeyText()}
          />
        </>
      )}
      {/* Where the passkey is lost. */}
      {hasPasskey && !hasTotp && codesLeft > 0 && (
        <Field
          id={id}
          name={proofField}
          label={t("recoveryCode")}
          hint={t("recoveryCodeHint")}
          {...codeKind}
          inputMode="text"
          problem={said}
        />
      )}
    </fieldset>
  );
}

const codeKind = { autoComplete: "one-time-code", inputMode: "numeric" } as const;
const passwordKind = { type: "password", autoComplete: "current-password" } as const;

type ProofFieldProps = {
  login: AdministratorLogin;
  problem: FormProblem | null;
  now: Date;
  /** Tells the fields of several forms of a page apart. */
  of?: string;
};
