import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { Heading } from "@/app/components/heading";
import { Points } from "@/app/components/points";
import { Shell } from "@/app/components/shell";
import { CodeNotice } from "@/app/forms/code-notice";
import { readCodeParameter, type PageSearch } from "@/app/forms/code-parameter";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { mayHaveAnswer } from "@/app/verification/answer-handler";
import { pageOf } from "@/app/verification/page-of";
import { VerifyScreen } from "@/app/verification/verify-screen";
import { currentRecovery } from "@/lib/browser/attempt";
import type { Code } from "@/lib/codes";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recover");
  return { title: t("title") };
}

/** Getting back in: verify who you are, then set a new password. */
export default async function RecoverPage({ searchParams }: { searchParams: PageSearch }) {
  const attempt = await currentRecovery();
  const search = await searchParams;
  if (attempt !== null && (await mayHaveAnswer(attempt, search))) redirect("/recover/answer");
  const code = readCodeParameter(search);
  const t = await getTranslations("recover");
  switch (attempt?.state) {
    case "issued":
    case "confirming":
      return (
        <VerifyScreen
          attemptId={attempt.id}
          code={code}
          lead={t("verifyLead")}
          points={[t("pointNumber"), t("pointEnd"), t("pointMail")]}
        />
      );
    case "confirmed":
      return redirect(pageOf(attempt));
    case "refused":
      // A new try starts from here; what was told once is not told again and again.
      return code === null || code !== attempt.outcome ? (
        <Start code={code} />
      ) : (
        redirect(pageOf(attempt))
      );
    case "failed":
      return <Start code={attempt.outcome ?? "unexpected"} />;
    case "expired":
      return <Start code={code ?? "attempt_expired"} />;
    case "consumed":
    case undefined:
      return <Start code={code} />;
  }
}

async function Start({ code }: { code: Code | null }) {
  const t = await getTranslations("recover");
  const common = await getTranslations("common");
  return (
    <Shell>
      {code !== null && <CodeNotice code={code} />}
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <Points points={[t("pointNumber"), t("pointEnd"), t("pointMail")]} />
      <CallToAction>
        <PostForm action="/recover/submit">
          <SubmitButton wait={common("wait")}>{t("start")}</SubmitButton>
        </PostForm>
      </CallToAction>
    </Shell>
  );
}
