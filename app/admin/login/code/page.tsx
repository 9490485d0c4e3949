import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { proofField } from "@/app/form-handlers/administrator-handler";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { administratorHere } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("codeTitle"), robots: { index: false, follow: false } };
}

/** The second half of a login. */
export default async function SecondFactorPage() {
  const standing = await administratorHere();
  if (standing.kind !== "halfway") redirect("/admin");
  const { hasTotp, hasPasskey } = standing.login;
  const t = await getTranslations("admin");
  return (
    <Shell>
      <Heading lead={hasTotp ? t("codeLead") : t("codeLeadPasskey")}>{t("codeTitle")}</Heading>
      {hasPasskey && (
        <ConfirmByPasskey
          purpose="factor_confirm"
          look={hasTotp ? "secondary" : "primary"}
          label={t("proofPasskey")}
          text={await passkeyText()}
        />
      )}
      {hasTotp && <CodeForm />}
    </Shell>
  );
}

async function CodeForm() {
  const t = await getTranslations("admin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/login/code/submit");
  return (
    <PostForm action="/admin/login/code/submit" className="flex grow flex-col sm:grow-0">
      <FormNotice problem={problem} />
      <Field
        id={proofField}
        label={t("code")}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus
        required
        problem={problem?.fields[proofField]}
      />
      <CallToAction>
        <SubmitButton wait={common("wait")}>{t("codeSubmit")}</SubmitButton>
      </CallToAction>
    </PostForm>
  );
}
