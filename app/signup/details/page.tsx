import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import type { Code } from "@/lib/codes";
import { readConfirmedPerson } from "@/lib/accounts/read-account";
import { rules } from "@/lib/rules";
import { currentAttempt } from "@/lib/sessions/attempt";
import { DetailsForm } from "./details-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("details");
  return { title: t("title"), robots: { index: false } };
}

const shownCodes = [
  "invalid_email",
  "email_taken",
  "password_too_short",
  "password_too_long",
  "password_too_common",
  "password_contains_email",
  "database_unavailable",
] as const satisfies Code[];

export default async function DetailsPage() {
  const attempt = await currentAttempt();
  if (attempt?.state === "consumed") redirect("/signup/complete");
  if (attempt?.state === "refused") redirect("/signup/refused");
  if (attempt === null) redirect("/signup?code=attempt_missing");
  if (attempt.state === "expired") redirect("/signup?code=attempt_expired");
  const person = readConfirmedPerson(attempt, rules());
  if (person === null) redirect("/signup");
  const t = await getTranslations("details");
  const codes = await getTranslations("codes");
  const common = await getTranslations("common");
  return (
    <Shell>
      <Stepper current="details" />
      <Heading lead={t("lead")}>{t("greeting", { name: person.maskedName })}</Heading>
      <DetailsForm
        codes={Object.fromEntries(
          shownCodes.map((code) => [code, `${codes(`${code}.body`)} ${codes(`${code}.next`)}`]),
        )}
        text={{
          email: t("email"),
          password: t("password"),
          passwordHint: t("passwordHint"),
          show: t("show"),
          hide: t("hide"),
          submit: t("submit"),
          problems: t("problems"),
          wait: common("wait"),
        }}
      />
    </Shell>
  );
}
