import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { CodeNotice } from "@/app/forms/code-notice";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";
import { SubmitButton } from "@/app/forms/submit-button";
import { PostForm } from "@/app/forms/post-form";
import { mayHaveAnswer } from "@/app/verification/answer-handler";
import { VerifyScreen } from "@/app/verification/verify-screen";
import type { Code } from "@/lib/codes";
import { currentSignUp, currentGuardianAttempt } from "@/lib/browser/attempt";
import { LinkExpired } from "./link-expired";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("guardian");
  return { title: t("consentTitle"), robots: { index: false } };
}

export default async function GuardianPage({ searchParams }: { searchParams: PageSearch }) {
  const attempt = await currentGuardianAttempt();
  const search = await searchParams;
  if (attempt !== null && (await mayHaveAnswer(attempt, search))) redirect("/guardian/answer");
  const code = readCodeParameter(search);
  const t = await getTranslations("guardian");
  switch (attempt?.state) {
    case "issued":
    case "confirming":
      return <VerifyScreen attemptId={attempt.id} code={code} lead={t("verifyLead")} />;
    case "confirmed":
    case "consumed":
      return <Consented wardAttemptId={attempt.wardAttemptId} />;
    case "failed":
    case "refused":
      return <TryAgain code={code === "rate_limited" ? code : (attempt.outcome ?? "unexpected")} />;
    case "expired":
      return <TryAgain code="attempt_expired" />;
    case undefined:
      return <LinkExpired />;
  }
}

async function Consented({ wardAttemptId }: { wardAttemptId: string | null }) {
  const t = await getTranslations("guardian");
  const isChildHere = (await currentSignUp())?.id === wardAttemptId;
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={isChildHere ? t("doneHere") : t("doneElsewhere")}>{t("doneTitle")}</Heading>
      </div>
      {isChildHere && (
        <CallToAction>
          <ButtonLink href="/signup/details">{t("goOn")}</ButtonLink>
        </CallToAction>
      )}
    </Shell>
  );
}

async function TryAgain({ code }: { code: Code }) {
  const t = await getTranslations();
  if (code === "guardian_link_expired") return <LinkExpired />;
  return (
    <Shell>
      <Heading>{t("guardian.consentTitle")}</Heading>
      <CodeNotice code={code} />
      <CallToAction>
        <PostForm action="/guardian/start-again">
          <SubmitButton wait={t("common.wait")}>{t("guardian.again")}</SubmitButton>
        </PostForm>
      </CallToAction>
    </Shell>
  );
}
