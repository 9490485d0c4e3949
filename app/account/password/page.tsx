import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormOwner } from "@/app/account/parts/form-owner";
import { CallToAction } from "@/app/components/button";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { DoneIcon } from "@/app/components/icons";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { newPasswordText } from "@/app/forms/new-password/new-password-text";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { passkeyText } from "@/app/passkeys/passkey-text";
import { requireAccount } from "@/lib/browser/access";
import { isConfirmedByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { listPasskeys } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";
import { ChangePasswordForm } from "./change-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("password");
  return { title: t("title"), robots: { index: false } };
}

export default async function ChangePasswordPage({ searchParams }: { searchParams: PageSearch }) {
  const login = await requireAccount("in_order", "/account/password");
  if ((await searchParams)["done"] !== undefined) return <Done />;
  const { db, mailing, now } = context();
  const passkeys = await listPasskeys({ kind: "member", id: login.id }, { db });
  const t = await getTranslations();
  return (
    <Shell>
      <Heading lead={t("password.lead")}>{t("password.title")}</Heading>
      <ChangePasswordForm
        owner={<FormOwner id={login.id} />}
        shown={await readFormProblem("/account/password/submit")}
        isConfirmed={await isConfirmedByPasskey(login, now)}
        hasPasskey={passkeys.length > 0}
        brand={mailing.brand.name}
        text={{
          ...(await newPasswordText()),
          label: t("password.new"),
          submit: t("password.submit"),
          problems: t("details.problems"),
          wait: t("common.wait"),
          stepUp: await stepUpText(),
          passkey: t("passkeys.confirm"),
          passkeyDone: t("passkeys.confirmed"),
          passkeys: await passkeyText(),
        }}
      />
      <div className="mt-1 text-center">
        <ButtonLink look="quiet" href="/recover">
          {t("login.forgotten")}
        </ButtonLink>
      </div>
    </Shell>
  );
}

async function Done() {
  const t = await getTranslations();
  return (
    <Shell>
      <div className="flex grow flex-col justify-center text-center [&_p]:text-balance sm:grow-0 sm:pb-6">
        <DoneIcon />
        <Heading lead={t("password.doneLead")}>{t("password.doneTitle")}</Heading>
      </div>
      <CallToAction>
        <ButtonLink href="/account">{t("passkeys.toAccount")}</ButtonLink>
      </CallToAction>
    </Shell>
  );
}
