import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
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
import { Notice } from "@/app/components/notice";
import type { PageSearch } from "@/app/forms/code-parameter";
import { readOpenedHint } from "@/lib/accounts/read-account";
import { memberAccess } from "@/lib/browser/access";
import { pageAfterLogin } from "@/lib/browser/after-login";
import { currentSignUp } from "@/lib/browser/attempt";
import { context } from "@/lib/server/context";
import type { AccountHint } from "@/lib/verification/outcome";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("login");
  return { title: t("title") };
}

export default async function LogInPage({ searchParams }: { searchParams: PageSearch }) {
  const search = await searchParams;
  const next = pageAfterLogin(search["next"]);
  if ((await memberAccess.current()) !== null) redirect(next);
  const opened = search["code"] === "already_joined" ? await openedHere() : null;
  const t = await getTranslations("login");
  const passkeys = await getTranslations("passkeys");
  const common = await getTranslations("common");
  return (
    <Shell>
      {opened !== null && <Opened hint={opened} />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <LogInForm
        action={next === "/account" ? "/login/submit" : `/login/submit?next=${next}`}
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
      <LogInByPasskey next={next} label={passkeys("logIn")} text={await passkeyText()} />
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

/** The account that was opened in this browser lately, though its page never heard of it. */
async function openedHere(): Promise<AccountHint | null> {
  const attempt = await currentSignUp();
  return attempt?.state === "consumed" ? readOpenedHint(attempt, context()) : null;
}

async function Opened({ hint }: { hint: AccountHint }) {
  const t = await getTranslations();
  const format = await getFormatter();
  const date = format.dateTime(hint.joinedAt, { dateStyle: "long" });
  return (
    <Notice tone="plain" title={t("login.opened")}>
      {t("refused.hint", { date, email: hint.maskedEmail })} {t("login.openedNext")}
    </Notice>
  );
}
