import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { FormOwner } from "@/app/account/parts/form-owner";
import { ButtonLink } from "@/app/components/button-link";
import { Heading } from "@/app/components/heading";
import { Shell } from "@/app/components/shell";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { ConsentForm } from "@/app/forms/consents/consent-form";
import { consentItems, consentListText } from "@/app/forms/consents/consent-items";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import { requireAccount } from "@/lib/browser/access";
import { documents } from "@/lib/consents/documents";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("renewal");
  return { title: t("title"), robots: { index: false } };
}

/** A text has a new version that is required: agree, or take the data along, or leave. */
export default async function AgreeAgainPage() {
  const { id, agreed } = await requireAccount("any");
  const shown = documents.unanswered(agreed, new Date());
  if (shown.length === 0) redirect("/account");
  const t = await getTranslations("renewal");
  const common = await getTranslations("common");
  const account = await getTranslations("account");
  return (
    <Shell>
      <Heading lead={t("lead")}>{t("title")}</Heading>
      <ConsentForm
        action="/account/consents/again/submit"
        items={await consentItems(shown)}
        kept={[]}
        shown={await readFormProblem("/account/consents/again/submit")}
        text={{
          ...(await consentListText()),
          submit: t("submit"),
          wait: common("wait"),
        }}
      >
        <FormOwner id={id} />
      </ConsentForm>
      <section className="mt-9 border-t border-line pt-6">
        <h2 className="mb-1 font-bold">{t("elseTitle")}</h2>
        <p className="mb-2 text-sm text-muted">{t("else")}</p>
        <PostForm action="/account/log-out">
          <SubmitButton look="secondary" wait={common("wait")}>
            {account("logOut")}
          </SubmitButton>
        </PostForm>
        <ButtonLink look="quiet" href="/account/data">
          {t("data")}
        </ButtonLink>
        <ButtonLink look="quiet" href="/account/leave">
          {t("leave")}
        </ButtonLink>
      </section>
    </Shell>
  );
}
