import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { AttentionIcon } from "@/app/components/icons";
import { RequestId } from "@/app/forms/sending/request-id";
import { Shell } from "@/app/components/shell";
import { SubmitButton } from "@/app/forms/submit-button";
import { PostForm } from "@/app/forms/post-form";
import { readAdmittedFrom } from "@/lib/browser/admitted-from";
import { readHint } from "@/lib/browser/answer";
import { refusedSignUp } from "@/lib/browser/attempt";
import { readRefusal } from "@/lib/browser/refusal";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("refused");
  return { title: t("title"), robots: { index: false } };
}

/** The reason comes from the attempt, not from the address. */
export default async function RefusedPage() {
  const attempt = await refusedSignUp();
  if (attempt === null || attempt.outcome === null) redirect("/signup");
  const { outcome: code } = attempt;
  const t = await getTranslations();
  const hint = code === "already_joined" ? await readHint(attempt) : null;
  const hasDate = code === "under_age" || code === "rejoin_cooldown";
  const admittedFrom = hasDate ? await readAdmittedFrom(new Date()) : null;
  const format = await getFormatter();
  return (
    <Shell>
      <div className="grow sm:grow-0" role="status">
        <AttentionIcon />
        <Heading lead={t(`codes.${code}.body`)}>{t(`codes.${code}.title`)}</Heading>
        {admittedFrom && (
          <p className="mb-6 rounded-2xl bg-sunken p-4 font-bold">
            {t("refused.admittedFrom", {
              date: format.dateTime(admittedFrom, { dateStyle: "long" }),
            })}
          </p>
        )}
        {hint && (
          <p className="mb-6 rounded-2xl bg-sunken p-4">
            {t("refused.hint", {
              email: hint.maskedEmail,
              date: format.dateTime(hint.joinedAt, { dateStyle: "long" }),
            })}
          </p>
        )}
        <p className="font-bold">{t(`codes.${code}.next`)}</p>
        <RequestId id={await readRefusal(code)} />
      </div>
      <CallToAction>
        {code === "already_joined" ? (
          <>
            <ButtonLink href="/login">{t("common.logIn")}</ButtonLink>
            <ButtonLink look="quiet" href="/recover">
              {t("login.forgotten")}
            </ButtonLink>
          </>
        ) : code === "no_ci" ? (
          <PostForm action="/signup/start-again">
            <SubmitButton wait={t("common.wait")}>{t("common.startAgain")}</SubmitButton>
          </PostForm>
        ) : (
          <ButtonLink href="/">{t("common.home")}</ButtonLink>
        )}
      </CallToAction>
    </Shell>
  );
}
