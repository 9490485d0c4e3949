import "@/app/fonts/every-letter";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { FormOwner } from "@/app/account/parts/form-owner";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import type { PageSearch } from "@/app/forms/code-parameter";
import { Field } from "@/app/forms/field";
import { PostForm } from "@/app/forms/post-form";
import { ConfirmForm } from "@/app/forms/step-up/confirm-form";
import { confirmFormText } from "@/app/forms/step-up/confirm-form-text";
import { SubmitButton } from "@/app/forms/submit-button";
import { requireAccount } from "@/lib/browser/access";
import { isFresh } from "@/lib/logins/member-logins";
import { listPasskeys, type PasskeyView } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("passkeys");
  return { title: t("one"), robots: { index: false } };
}

/** One passkey: its name, and its end. */
export default async function PasskeyPage({ searchParams }: { searchParams: PageSearch }) {
  const login = await requireAccount("in_order", "/account/passkeys");
  const { db, now } = context();
  const passkeys = await listPasskeys({ kind: "member", id: login.id }, { db });
  const { passkey: asked } = await searchParams;
  const passkey = passkeys.find(({ id }) => id === asked);
  if (passkey === undefined) redirect("/account/passkeys");
  const t = await getTranslations("passkeys");
  return (
    <Shell>
      <Heading>{t("one")}</Heading>
      <Rename owner={login.id} passkey={passkey} />
      <Remove
        owner={login.id}
        passkey={passkey}
        isFresh={isFresh(login, now)}
        isLast={passkeys.length === 1}
      />
      <div className="mt-1">
        <ButtonLink look="quiet" href="/account/passkeys">
          {t("back")}
        </ButtonLink>
      </div>
    </Shell>
  );
}

async function Rename({ owner, passkey: { id, name } }: PasskeyProps) {
  const t = await getTranslations();
  return (
    <PostForm action={`/account/passkeys/one/rename?passkey=${id}`}>
      <FormOwner id={owner} />
      <input type="hidden" name="passkey" value={id} />
      <Field
        id="name"
        label={t("passkeys.name")}
        defaultValue={name}
        maxLength={60}
        required
        autoComplete="off"
      />
      <SubmitButton look="secondary" wait={t("common.wait")}>
        {t("passkeys.rename")}
      </SubmitButton>
    </PostForm>
  );
}

async function Remove({ owner, passkey, isFresh: isRecent, isLast }: RemoveProps) {
  const t = await getTranslations("passkeys");
  const action = "/account/passkeys/one/remove";
  const lead = isLast ? { lead: t("removeLast") } : {};
  return (
    <section className="mt-10 border-t border-line pt-8">
      <h2 className="text-lg font-bold">{t("removeTitle")}</h2>
      <p className="mt-2 mb-5 text-muted">{t("removeLead")}</p>
      <ConfirmForm
        action={`${action}?passkey=${passkey.id}`}
        // The last one goes with the password only.
        isFresh={isRecent && !isLast}
        hasPasskey={!isLast}
        look="danger"
        shown={await readFormProblem(action)}
        text={await confirmFormText({ submit: t("remove"), ...lead })}
      >
        <FormOwner id={owner} />
        <input type="hidden" name="passkey" value={passkey.id} />
      </ConfirmForm>
    </section>
  );
}

/** `owner`: the id of the account. */
type PasskeyProps = { owner: string; passkey: PasskeyView };
type RemoveProps = PasskeyProps & { isFresh: boolean; isLast: boolean };
