import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { AttentionIcon } from "@/app/components/icons";
import { RequestId } from "@/app/forms/sending/request-id";
import { Shell } from "@/app/components/shell";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { readAdmittedFrom } from "@/lib/browser/admitted-from";
import { currentRecovery } from "@/lib/browser/attempt";
import { readRefusal } from "@/lib/browser/refusal";
import type { Code } from "@/lib/codes";

export async function generateMetadata(): Promise<Metadata> {
  const attempt = await currentRecovery();
  const t = await getTranslations("recover");
  const code = attempt?.state === "refused" ? attempt.outcome : null;
  const title = code === null ? t("title") : (await sentencesOf(code)).title;
  return { title, robots: { index: false } };
}

/** Why there is no way in, and what to do; the reason comes from the attempt, not from the address. */
export default async function RecoverRefusedPage() {
  const attempt = await currentRecovery();
  if (attempt?.state !== "refused" || attempt.outcome === null) redirect("/recover");
  const { outcome: code } = attempt;
  const t = await getTranslations();
  const from = await readAdmittedFrom(new Date());
  const date = from && (await getFormatter()).dateTime(from, { dateStyle: "long" });
  const { title, body } = await sentencesOf(code);
  return (
    <Shell>
      <div className="grow sm:grow-0" role="status">
        <AttentionIcon />
        <Heading lead={body}>{title}</Heading>
        {date && (
          <p className="mb-6 rounded-2xl bg-sunken p-4 font-bold">
            {code === "recovery_frozen"
              ? t("recover.frozenUntil", { date })
              : t("refused.admittedFrom", { date })}
          </p>
        )}
        <p className="font-bold">{t(`codes.${code}.next`)}</p>
        <RequestId id={await readRefusal(code)} />
      </div>
      <CallToAction>
        <WayOn code={code} />
      </CallToAction>
    </Shell>
  );
}

async function sentencesOf(code: Code): Promise<Sentences> {
  if (code === "no_ci") return noCi();
  const t = await getTranslations("codes");
  return { title: t(`${code}.title`), body: t(`${code}.body`) };
}

/** The code's own sentences speak of joining. */
async function noCi(): Promise<Sentences> {
  const t = await getTranslations("recover");
  return { title: t("noCiTitle"), body: t("noCiBody") };
}

async function WayOn({ code }: { code: Code }) {
  const t = await getTranslations();
  if (code === "account_not_found" || code === "guardian_required") {
    return <ButtonLink href="/signup">{t("common.join")}</ButtonLink>;
  }
  if (code === "recovery_frozen" || code === "account_suspended") {
    return <ButtonLink href="/login">{t("common.logIn")}</ButtonLink>;
  }
  if (code !== "no_ci") return <ButtonLink href="/">{t("common.home")}</ButtonLink>;
  return (
    <PostForm action="/recover/submit">
      <SubmitButton wait={t("common.wait")}>{t("common.startAgain")}</SubmitButton>
    </PostForm>
  );
}

type Sentences = { title: string; body: string };
