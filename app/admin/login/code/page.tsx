import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { proofField } from "@/app/form-handlers/administrator-handler";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { administratorHere } from "@/lib/browser/access";
import type { AdministratorLogin } from "@/lib/logins/administrators";
import { formOwnerMark } from "@/lib/own-account/form-owner";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("codeTitle"), robots: { index: false, follow: false } };
}

/** The second half of a login. */
export default async function SecondFactorPage() {
  const standing = await administratorHere();
  if (standing.kind !== "halfway") redirect("/admin");
  const { login } = standing;
  const { hasTotp, hasPasskey, codesLeft } = login;
  const t = await getTranslations("admin");
  return (
    <Shell>
      <Heading lead={hasTotp ? t("codeLead") : t("codeLeadPasskey")}>{t("codeTitle")}</Heading>
      {hasPasskey && (
        <ConfirmByPasskey
          purpose="factor_confirm"
          owner={formOwnerMark(login.id)}
          look={hasTotp ? "secondary" : "primary"}
          label={t("proofPasskey")}
          text={await passkeyText()}
        />
      )}
      {(hasTotp || codesLeft > 0) && <CodeForm by={login} />}
    </Shell>
  );
}

async function CodeForm({ by }: { by: AdministratorLogin }) {
  const t = await getTranslations("admin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/login/code/submit");
  return (
    <AdminForm by={by} action="/admin/login/code/submit" className="flex grow flex-col sm:grow-0">
      <FormNotice problem={problem} />
      <Field
        id={proofField}
        label={by.hasTotp ? t("code") : t("recoveryCode")}
        hint={by.hasTotp ? undefined : t("recoveryCodeHint")}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus={by.hasTotp}
        required
        problem={problem?.fields[proofField]}
      />
      <CallToAction>
        <SubmitButton wait={common("wait")}>{t("codeSubmit")}</SubmitButton>
      </CallToAction>
    </AdminForm>
  );
}
