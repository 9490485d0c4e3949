import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/components/button-link";
import { LogInByPasskey } from "@/app/passkeys/log-in-by-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { Heading } from "@/app/components/heading";
import { LogInForm } from "@/app/login/log-in-form";
import { logInTexts } from "@/app/login/log-in-texts";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { memberAccess } from "@/lib/browser/access";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("login");
  return { title: t("title") };
}

export default async function LogInPage() {
  if ((await memberAccess.current()) !== null) redirect("/account");
  const t = await getTranslations("login");
  const passkeys = await getTranslations("passkeys");
  const common = await getTranslations("common");
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <LogInForm
        action="/login/submit"
        shown={await readFormProblem("/login/submit")}
        text={await logInTexts()}
        offersPasskeys
        limited={
          <div className="mb-6">
            <ButtonLink look="secondary" href="/recover">
              {t("limitedWayOut")}
            </ButtonLink>
          </div>
        }
      />
      <LogInByPasskey label={passkeys("logIn")} text={await passkeyText()} />
      <p className="mt-4 text-center">
        <Link
          href="/recover"
          className="inline-flex min-h-11 min-w-11 items-center justify-center font-bold text-accent underline-offset-4 hover:underline"
        >
          {t("forgotten")}
        </Link>
      </p>
      <p className="text-center text-muted">
        {t("noAccount")}{" "}
        <Link
          href="/signup"
          className="inline-flex min-h-11 min-w-11 items-center justify-center font-bold text-accent underline-offset-4 hover:underline"
        >
          {common("join")}
        </Link>
      </p>
    </Shell>
  );
}
