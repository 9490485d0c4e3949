import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Notice } from "@/app/components/notice";
import { Shell } from "@/app/components/shell";
import { Facts } from "@/app/account/parts/facts";
import { FormOwner } from "@/app/account/parts/form-owner";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { SubmitButton } from "@/app/forms/submit-button";
import { PasskeySignals } from "@/app/passkeys/passkey-signals";
import { requireAccount } from "@/lib/browser/access";
import { readEmail, type EmailView } from "@/lib/emails/change-email";
import { passkeySignals } from "@/lib/passkeys/passkeys";
import { isFresh } from "@/lib/logins/member-logins";
import { context } from "@/lib/server/context";
import { ChangeEmailForm } from "./change-email-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("emailPage");
  return { title: t("title"), robots: { index: false } };
}

export default async function EmailPage({ searchParams }: { searchParams: PageSearch }) {
  const login = await requireAccount("in_order", "/account/email");
  const { db, mailing, now } = context();
  const view = await readEmail(login.id, { db, now });
  const holder = { kind: "member", id: login.id } as const;
  const signals = await passkeySignals(holder, { db, appUrl: mailing.appUrl });
  const t = await getTranslations();
  if (view === null) return null;
  const { email, isConfirmed } = view;
  const kind = isConfirmed ? "change" : "correct";
  return (
    <Shell>
      <Heading lead={t("emailPage.lead")}>{t("emailPage.title")}</Heading>
      <FormNotice problem={await readFormProblem("/account/email/again")} />
      {(await searchParams).sent === "again" && (
        <Notice tone="good">{t("emailPage.sentAgain")}</Notice>
      )}
      <Facts
        facts={[
          [
            t("emailPage.now"),
            email,
            t(isConfirmed ? "emailPage.confirmed" : "emailPage.unconfirmed"),
          ],
        ]}
      />
      <Awaited owner={login.id} view={view} />
      <h2 className="mt-9 mb-1 font-bold">
        {t(kind === "change" ? "emailPage.changeTitle" : "emailPage.correctTitle")}
      </h2>
      <p className="mb-4 text-sm text-muted">
        {t(kind === "change" ? "emailPage.changeHint" : "emailPage.correctHint")}
      </p>
      <ChangeEmailForm
        owner={<FormOwner id={login.id} />}
        shown={await readFormProblem("/account/email/submit")}
        isFresh={isFresh(login, now)}
        stepUp={await stepUpText()}
        text={{
          email: t("emailPage.newEmail"),
          didYouMean: t("details.didYouMean"),
          submit: t("emailPage.submit"),
          problems: t("details.problems"),
          wait: t("common.wait"),
        }}
      >
        <ButtonLink look="quiet" href="/account">
          {t("account.back")}
        </ButtonLink>
      </ChangeEmailForm>
      {/* Authenticators name the account by its e-mail, which may have changed since they last heard. */}
      {signals !== null && signals.credentialIds.length > 0 && <PasskeySignals {...signals} />}
    </Shell>
  );
}

/** Which mail is waited for, and a way to get it again. */
async function Awaited({ owner, view: { awaited, isConfirmed } }: AwaitedProps) {
  if (awaited === null) return null;
  const t = await getTranslations("emailPage");
  const common = await getTranslations("common");
  return (
    <section className="mt-3 rounded-2xl bg-warn-soft p-5">
      <h2 className="font-bold">{t(isConfirmed ? "pendingTitle" : "unconfirmedTitle")}</h2>
      <p className="mt-1 text-[0.95rem]">
        {t(isConfirmed ? "pendingBody" : "unconfirmedBody", { email: awaited })}
      </p>
      <PostForm action="/account/email/again" className="mt-3">
        <FormOwner id={owner} />
        <SubmitButton look="secondary" wait={common("wait")}>
          {t("again")}
        </SubmitButton>
      </PostForm>
    </section>
  );
}

/** `owner`: the id of the account. */
type AwaitedProps = { owner: string; view: EmailView };
