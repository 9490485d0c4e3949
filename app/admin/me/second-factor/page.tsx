import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { AdminForm } from "@/app/admin/parts/admin-form";
import { AdminShell } from "@/app/admin/parts/admin-shell";
import { ProofField } from "@/app/admin/parts/proof-field";
import { CodeList } from "@/app/admin/me/recovery-codes/code-list";
import { Heading } from "@/app/components/heading";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Field } from "@/app/forms/field";
import { FormNotice } from "@/app/forms/form-notice";
import { SubmitButton } from "@/app/forms/submit-button";
import { requireAdministrator } from "@/lib/browser/access";
import { setUpCookie } from "@/lib/browser/cookie";
import { config } from "@/lib/config";
import { isProvedLately } from "@/lib/logins/administrators";
import { totpUri } from "@/lib/logins/factors/totp";
import { context } from "@/lib/server/context";
import { newCodeField } from "./new-code-field";
import { QrCode } from "./qr-code";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ownAdmin");
  return { title: t("setUpTitle"), robots: { index: false, follow: false } };
}

/** The code to scan, the recovery codes, and the question for a first code. */
export default async function SetUpPage() {
  const by = await requireAdministrator("viewer", "setUp");
  const { now } = context();
  const kept = await setUpCookie.read();
  if (kept === null || kept.administrator !== by.id || !isProvedLately(by.login, now)) {
    redirect("/admin/me");
  }
  const { secret, codes } = kept;
  const t = await getTranslations("ownAdmin");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/admin/me/second-factor/submit");
  const uri = totpUri(secret, { issuer: config().brand.name, email: by.email });
  return (
    <AdminShell by={by} here="me">
      <Heading lead={t("setUpLead")}>{t("setUpTitle")}</Heading>
      <div className="grid items-start gap-8 lg:grid-cols-2">
        <div>
          <QrCode text={uri} label={t("qr")} />
          <p className="mt-4 text-sm text-muted">{t("secret")}</p>
          <p className="font-mono wrap-anywhere">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</p>
        </div>
        <div>
          <h2 className="text-lg font-bold">{t("codesTitle")}</h2>
          <CodeList codes={codes} />
          <AdminForm by={by} action="/admin/me/second-factor/submit">
            <FormNotice problem={problem} />
            <Field
              id={newCodeField}
              label={t("codeNow")}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              problem={problem?.fields[newCodeField]}
            />
            <ProofField login={by.login} problem={problem} now={now} />
            <SubmitButton wait={common("wait")}>{t("turnOn")}</SubmitButton>
          </AdminForm>
        </div>
      </div>
    </AdminShell>
  );
}
