import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { CodeNotice } from "@/app/forms/code-notice";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { RequestId } from "@/app/forms/sending/request-id";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import { SubmitButton } from "@/app/forms/submit-button";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { PostForm } from "@/app/forms/post-form";
import type { Code } from "@/lib/codes";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { advertisingField, advertisingRecordsSchema } from "@/lib/consents/advertising";
import { consentRecordsSchema, signUpDocuments } from "@/lib/consents/documents";
import { memberAccess } from "@/lib/browser/access";
import { currentSignUp } from "@/lib/browser/attempt";
import { readRefusal } from "@/lib/browser/refusal";
import { ConsentForm } from "@/app/forms/consents/consent-form";
import { consentItems, consentListText } from "@/app/forms/consents/consent-items";
import type { AttemptView } from "@/lib/verification/attempts";
import { mayHaveAnswer } from "@/app/verification/answer-handler";
import { pageOf } from "@/app/verification/page-of";
import { VerifyScreen } from "../verification/verify-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("join"), robots: { index: false } };
}

/** Consents first, then the verification, depending on the attempt. */
export default async function SignUpPage({ searchParams }: { searchParams: PageSearch }) {
  // Before any consent is asked for or verification spent.
  if ((await memberAccess.current()) !== null) redirect("/account");
  const attempt = await currentSignUp();
  const search = await searchParams;
  if (attempt !== null && (await mayHaveAnswer(attempt, search))) redirect("/signup/answer");
  const code = readCodeParameter(search);
  switch (attempt?.state) {
    case "confirmed":
      return redirect(pageOf(attempt));
    case "issued":
      if (search.step === "consents" || (await readFormProblem("/signup/submit")) !== null) {
        return <ConsentScreen code={code} attempt={attempt} />;
      }
      return <VerifyStep attemptId={attempt.id} code={code} />;
    case "confirming":
      return <VerifyStep attemptId={attempt.id} code={code} />;
    case "failed":
      return <RestartScreen code={attempt.outcome ?? "unexpected"} />;
    case "expired":
      return <RestartScreen code="attempt_expired" />;
    case "refused":
    case "consumed":
    case undefined:
      return <ConsentScreen code={code} />;
  }
}

async function VerifyStep({ attemptId, code }: { attemptId: string; code: Code | null }) {
  const t = await getTranslations("consent");
  const steps = (
    <>
      <Stepper current="verify" />
      <Link
        href="/signup?step=consents"
        prefetch={false}
        className="-mt-4 mb-2 inline-flex min-h-11 items-center gap-1 self-start text-sm text-muted hover:text-text"
      >
        <span aria-hidden="true">←</span> {t("backToConsents")}
      </Link>
    </>
  );
  return <VerifyScreen attemptId={attemptId} code={code} steps={steps} />;
}

/** For an attempt that cannot continue; a new one keeps the consents. */
async function RestartScreen({ code }: { code: Code }) {
  const t = await getTranslations();
  return (
    <Shell>
      <Stepper current="verify" />
      <Heading lead={t(`codes.${code}.body`)}>{t(`codes.${code}.title`)}</Heading>
      <Notice tone="plain">
        {t("verify.kept")} {t(`codes.${code}.next`)}
        <RequestId id={await readRefusal(code)} />
      </Notice>
      <CallToAction>
        <PostForm action="/signup/start-again">
          <SubmitButton wait={t("common.wait")}>{t("common.startAgain")}</SubmitButton>
        </PostForm>
      </CallToAction>
    </Shell>
  );
}

async function ConsentScreen({ code, attempt }: ConsentScreenProps) {
  const t = await getTranslations("consent");
  const common = await getTranslations("common");
  const items = await consentItems(signUpDocuments(new Date()));
  return (
    <Shell>
      <Stepper current="consent" />
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <ConsentForm
        action="/signup/submit"
        items={items}
        kept={attempt === undefined ? [] : tickedIn(attempt)}
        shown={await readFormProblem("/signup/submit")}
        text={{
          ...(await consentListText()),
          all: t("all"),
          submit: t("submit"),
          wait: common("wait"),
        }}
      />
    </Shell>
  );
}

/** The boxes that were ticked when this attempt began. */
function tickedIn({ consents, advertising }: AttemptView): string[] {
  return [
    ...consentRecordsSchema.parse(consents).map(({ document }) => document),
    ...advertisingRecordsSchema
      .parse(advertising ?? [])
      .map(({ subject }) => advertisingField(subject)),
  ];
}

type ConsentScreenProps = { code: Code | null; attempt?: AttemptView };
