import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { newPasswordText } from "@/app/forms/new-password/new-password-text";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { pageOf } from "@/app/verification/page-of";
import { currentRecovery } from "@/lib/browser/attempt";
import { hasPasskey } from "@/lib/browser/tickets";
import { readRecovery, type RecoveryView } from "@/lib/recovery/read-recovery";
import { context } from "@/lib/server/context";
import { NewPasswordForm } from "./new-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recover");
  return { title: t("title"), robots: { index: false } };
}

/** What was found, after the person has proved who they are, and a new password for it. */
export default async function NewPasswordPage() {
  const attempt = await currentRecovery();
  if (attempt === null) redirect("/recover");
  if (attempt.state !== "confirmed") redirect(pageOf(attempt));
  const recovery = await readRecovery(attempt, {
    ...context(),
    hasPasskey: await hasPasskey(attempt),
  });
  if (recovery === null) redirect("/recover");
  return (
    <Shell>
      <Title recovery={recovery} />
      <Found recovery={recovery} />
      <Step recovery={recovery} />
    </Shell>
  );
}

async function Title({ recovery: { step, readyAt } }: { recovery: RecoveryView }) {
  const t = await getTranslations("recover");
  if (step === "wait" && readyAt !== null) {
    const hours = Math.ceil((readyAt.getTime() - context().now.getTime()) / 3_600_000);
    return <Heading lead={t("waitingLead")}>{t("waitingTitle", { hours })}</Heading>;
  }
  return (
    <Heading lead={step === "password" ? t("foundLead") : t("foundLeadWait")}>
      {t("foundTitle")}
    </Heading>
  );
}

async function Found({ recovery }: { recovery: RecoveryView }) {
  const t = await getTranslations("account");
  const format = await getFormatter();
  const rows = [
    [t("email"), recovery.maskedEmail],
    [t("joinedAt"), format.dateTime(recovery.joinedAt, { dateStyle: "long" })],
  ] as const;
  return (
    <dl className="mb-7 rounded-2xl bg-sunken px-5 py-2">
      {rows.map(([label, value]) => (
        <div
          key={label}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line py-3.5 last:border-0"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

async function Step({ recovery }: { recovery: RecoveryView }) {
  const t = await getTranslations();
  switch (recovery.step) {
    case "password":
      return (
        <NewPasswordForm
          shown={await readFormProblem("/recover/password/submit")}
          mayChangeEmail={!recovery.isEmailConfirmed}
          brand={context().mailing.brand.name}
          text={{
            email: t("recover.newEmail"),
            emailHint: t("recover.newEmailHint"),
            didYouMean: t("details.didYouMean"),
            password: t("recover.newPassword"),
            ...(await newPasswordText()),
            submit: t("recover.submit"),
            problems: t("details.problems"),
            wait: t("common.wait"),
          }}
        />
      );
    case "passkey_or_wait":
      return (
        <>
          <div className="mb-9">
            <ConfirmByPasskey
              purpose="recovery"
              look="primary"
              label={t("passkeys.confirm")}
              text={await passkeyText()}
            />
          </div>
          <h2 className="mb-2 text-lg font-bold">{t("recover.waitTitle")}</h2>
          <p className="mb-6 text-muted">{t("recover.waitLead")}</p>
          <CallToAction>
            <PostForm action="/recover/password/wait">
              <SubmitButton look="secondary" wait={t("common.wait")}>
                {t("recover.waitSubmit")}
              </SubmitButton>
            </PostForm>
          </CallToAction>
        </>
      );
    case "wait":
      return <Waiting readyAt={recovery.readyAt} />;
  }
}

async function Waiting({ readyAt }: { readyAt: Date | null }) {
  const t = await getTranslations();
  const format = await getFormatter();
  const moment =
    readyAt &&
    format.dateTime(readyAt, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
  return (
    <>
      <p className="mb-6 rounded-2xl bg-sunken p-4" role="status">
        {moment && t("recover.waiting", { moment })} {t("recover.waitingMail")}
      </p>
      <CallToAction>
        <ButtonLink href="/">{t("common.home")}</ButtonLink>
      </CallToAction>
    </>
  );
}
