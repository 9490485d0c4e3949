import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { CodeNotice } from "@/app/forms/code-notice";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import { SubmitButton } from "@/app/forms/submit-button";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { PostForm } from "@/app/forms/post-form";
import type { Code } from "@/lib/codes";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { documents, shownMark, signUpDocumentIds } from "@/lib/consents/documents";
import { memberAccess } from "@/lib/browser/access";
import { currentSignUp } from "@/lib/browser/attempt";
import { ConsentForm } from "./consent-form";
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
    case "confirming":
      return (
        <VerifyScreen attemptId={attempt.id} code={code} steps={<Stepper current="verify" />} />
      );
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

/** For an attempt that cannot continue; a new one keeps the consents. */
async function RestartScreen({ code }: { code: Code }) {
  const t = await getTranslations();
  return (
    <Shell>
      <Stepper current="verify" />
      <Heading lead={t("verify.kept")}>{t(`codes.${code}.title`)}</Heading>
      <CodeNotice code={code} />
      <CallToAction>
        <PostForm action="/signup/start-again">
          <SubmitButton wait={t("common.wait")}>{t("common.startAgain")}</SubmitButton>
        </PostForm>
      </CallToAction>
    </Shell>
  );
}

async function ConsentScreen({ code }: { code: Code | null }) {
  const t = await getTranslations("consent");
  const common = await getTranslations("common");
  const locale = await getLocale();
  return (
    <Shell>
      <Stepper current="consent" />
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <ConsentForm
        documents={signUpDocumentIds.map((id) => ({
          id,
          title: documents[id].title[locale],
          paragraphs: documents[id].paragraphs[locale],
          version: common("version", { version: documents[id].version }),
          mark: shownMark(id, locale),
        }))}
        shown={await readFormProblem("/signup/submit")}
        text={{
          all: t("all"),
          required: t("required"),
          read: t("read"),
          submit: t("submit"),
          missing: t("missing"),
          wait: common("wait"),
        }}
      />
    </Shell>
  );
}
