import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { CodeNotice } from "@/app/components/code-notice";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { Stepper } from "@/app/components/stepper";
import { SubmitButton } from "@/app/components/submit-button";
import type { Code } from "@/lib/codes";
import { readCodeParameter, type PageSearch } from "@/app/components/code-parameter";
import { documentIds, documents } from "@/lib/consents/documents";
import { verificationWindow } from "@/lib/portone";
import { currentAttempt } from "@/lib/sessions/attempt";
import { startAgain } from "./actions";
import { ConsentForm } from "./consent-form";
import { settleLostAnswer } from "./lost-answer";
import { VerificationButton } from "./verification-button";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: t("join"), robots: { index: false } };
}

/** Consents first, then the verification, at one address: the attempt knows which is due. */
export default async function SignUpPage({ searchParams }: { searchParams: PageSearch }) {
  const attempt = await settleLostAnswer(await currentAttempt());
  const code = readCodeParameter(await searchParams);
  switch (attempt?.state) {
    case "confirmed":
      return redirect("/signup/details");
    case "issued":
    case "confirming":
      return <VerifyScreen attemptId={attempt.id} code={code} />;
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

/** This attempt cannot go on; a new one keeps the consents. */
async function RestartScreen({ code }: { code: Code }) {
  const t = await getTranslations();
  return (
    <Shell>
      <Stepper current="verify" />
      <Heading lead={t("verify.kept")}>{t(`codes.${code}.title`)}</Heading>
      <CodeNotice code={code} />
      <CallToAction>
        <form action={startAgain}>
          <SubmitButton wait={t("common.wait")}>{t("common.startAgain")}</SubmitButton>
        </form>
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
        documents={documentIds.map((id) => ({
          id,
          title: documents[id].title[locale],
          paragraphs: documents[id].paragraphs[locale],
          version: common("version", { version: documents[id].version }),
        }))}
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

async function VerifyScreen({ attemptId, code }: VerifyScreenProps) {
  const t = await getTranslations("verify");
  const codes = await getTranslations("codes");
  const told = (key: "verification_cancelled" | "verification_failed") => ({
    title: codes(`${key}.title`),
    body: `${codes(`${key}.body`)} ${codes(`${key}.next`)}`,
  });
  return (
    <Shell>
      <Stepper current="verify" />
      <VerificationButton
        window={verificationWindow(attemptId)}
        notice={
          code && {
            title: codes(`${code}.title`),
            body: `${codes(`${code}.body`)} ${codes(`${code}.next`)}`,
          }
        }
        text={{
          title: t("title"),
          lead: t("lead"),
          button: t("button"),
          opening: t("opening"),
          waiting: t("waiting"),
          waitingHint: t("waitingHint"),
          sameTab: t("sameTab"),
          reopen: t("reopen"),
          confirming: t("confirming"),
          sdkFailed: t("sdkFailed"),
          points: [t("pointPhone"), t("pointTime"), t("pointKept")],
          cancelled: told("verification_cancelled"),
          failed: told("verification_failed"),
        }}
      />
      <noscript>
        <p className="mt-4 rounded-2xl bg-warn-soft p-4">{t("noScript")}</p>
      </noscript>
    </Shell>
  );
}

type VerifyScreenProps = { attemptId: string; code: Code | null };
