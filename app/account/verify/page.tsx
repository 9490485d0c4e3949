import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { FormOwner } from "@/app/account/parts/form-owner";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Notice } from "@/app/components/notice";
import { Points } from "@/app/components/points";
import { Shell } from "@/app/components/shell";
import { CodeNotice } from "@/app/forms/code-notice";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { mayHaveAnswer } from "@/app/verification/answer-handler";
import { VerifyScreen } from "@/app/verification/verify-screen";
import { readOwnAccount } from "@/lib/accounts/read-account";
import { isReverificationDue, reverificationDue } from "@/lib/identity/reverification";
import { mustVerifyAgain, requireAccount } from "@/lib/browser/access";
import type { MemberLogin } from "@/lib/logins/members";
import { currentReverification } from "@/lib/browser/attempt";
import type { Code } from "@/lib/codes";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";
import { context } from "@/lib/server/context";
import type { AttemptView } from "@/lib/verification/attempts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reverify");
  return { title: t("title"), robots: { index: false } };
}

/** Verifying again: when it is due, or when a name or phone has changed. */
export default async function ReverifyPage({ searchParams }: { searchParams: PageSearch }) {
  const login = await requireAccount("any", "/account/verify");
  const attempt = await currentReverification(login.id);
  const search = await searchParams;
  if (attempt !== null && (await mayHaveAnswer(attempt, search))) {
    redirect("/account/verify/answer");
  }
  const code = readCodeParameter(search);
  const t = await getTranslations("reverify");
  switch (attempt?.state) {
    case "issued":
    case "confirming":
      return (
        <VerifyScreen
          attemptId={attempt.id}
          code={code}
          lead={t("verifyLead")}
          points={[t("pointOwn"), t("pointChanged")]}
        />
      );
    case "refused":
    case "failed":
      return <Start login={login} code={attempt.outcome ?? "unexpected"} />;
    case "expired":
      return <Start login={login} code={code ?? "attempt_expired"} />;
    case "consumed":
      return isRecent(attempt) ? <Done /> : <Start login={login} code={code} />;
    case "confirmed":
    case undefined:
      return <Start login={login} code={code} />;
  }
}

/** Whether the person has just come from the window. */
function isRecent({ verifiedAt }: AttemptView): boolean {
  const age = verifiedAt === null ? Infinity : context().now.getTime() - verifiedAt.getTime();
  return age < 15 * 60_000;
}

async function Done() {
  const t = await getTranslations("reverify");
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("doneLead")}>{t("doneTitle")}</Heading>
      </div>
      <CallToAction>
        <ButtonLink href="/account">{t("back")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}

async function Start({ login, code }: { login: MemberLogin; code: Code | null }) {
  const { reverifyAfterDays, now, ...rest } = context();
  const account = await readOwnAccount(login.id, rest);
  if (account === null) redirect("/login");
  const t = await getTranslations("reverify");
  const common = await getTranslations("common");
  const format = await getFormatter();
  const date = (at: Date) => format.dateTime(at, { dateStyle: "long" });
  const due = reverificationDue(account.verifiedAt, reverifyAfterDays);
  const mustVerify = mustVerifyAgain(login);
  const dueKey = isReverificationDue(account.verifiedAt, reverifyAfterDays, now)
    ? "dueWas"
    : mustVerify
      ? null
      : "dueOn";
  return (
    <Shell>
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={code === "reverification_due" ? undefined : t("lead")}>{t("title")}</Heading>
      <Notice tone="plain">
        {t("verifiedOn", { date: date(account.verifiedAt) })}{" "}
        {due !== null && dueKey !== null && t(dueKey, { date: date(startOfSeoulDay(due)) })}
      </Notice>
      <Points points={[t("pointOwn"), t("pointChanged")]} />
      <CallToAction>
        <PostForm action="/account/verify/submit">
          <FormOwner id={login.id} />
          <SubmitButton wait={common("wait")}>{t("start")}</SubmitButton>
        </PostForm>
        {mustVerify ? (
          <>
            <ButtonLink look="quiet" href="/account/data">
              {t("data")}
            </ButtonLink>
            <ButtonLink look="quiet" href="/account/leave">
              {t("leave")}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink look="quiet" href="/account">
            {t("back")}
          </ButtonLink>
        )}
      </CallToAction>
    </Shell>
  );
}
