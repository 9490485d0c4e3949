import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CallToAction } from "@/app/components/button";
import { CodeNotice } from "@/app/forms/code-notice";
import type { PageSearch } from "@/app/forms/code-parameter";
import { Heading } from "@/app/components/heading";
import { PersonName } from "@/app/fonts/person-name";
import { Shell } from "@/app/components/shell";
import { Checkbox } from "@/app/forms/checkbox";
import { SubmitButton } from "@/app/forms/submit-button";
import { FormNotice } from "@/app/forms/form-notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { PostForm } from "@/app/forms/post-form";
import { findWard, readWard } from "@/lib/guardians/guardian-consent";
import { DocumentText } from "@/app/components/documents/document-text";
import { documents, shownField, shownMark } from "@/lib/consents/documents";
import { maskName } from "@/lib/identity/masking";
import { context } from "@/lib/server/context";
import { spendHere } from "@/lib/browser/limit";
import { readInvitation } from "../invitation-link";
import { LinkExpired } from "../link-expired";
import { InvitationWayOut } from "./invitation-way-out";

async function TooMany() {
  const t = await getTranslations("guardian");
  return (
    <Shell>
      <Heading>{t("consentTitle")}</Heading>
      <CodeNotice code="rate_limited" />
    </Shell>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("guardian");
  return { title: t("consentTitle"), robots: { index: false } };
}

export default async function InvitationPage({ searchParams }: { searchParams: PageSearch }) {
  const search = await searchParams;
  const token = readInvitation(search.link);
  const ward = token === null ? null : await findWard(token, context());
  const child = ward && (await readWard(ward.wardAttemptId, context()));
  if (token === null || child === null) {
    // Only an invalid link may be a guess.
    return (await spendHere("guardianLink")) === null ? <LinkExpired /> : <TooMany />;
  }
  const problem = await readFormProblem("/guardian/invitation/submit");
  const t = await getTranslations("guardian");
  const common = await getTranslations("common");
  const document = documents.current("guardian", new Date());
  const locale = await getLocale();
  const masked = maskName(child.name);
  return (
    <Shell>
      <FormNotice problem={problem && { ...problem, fields: {} }} />
      <Heading lead={t("consentLead")}>
        {t.rich("consentHeading", {
          name: masked,
          // Between a letter and a star a line may end; a name of usual length stays whole.
          who: (chunks) => (
            <span className={masked.length <= 12 ? "whitespace-nowrap" : ""}>
              <PersonName>{chunks}</PersonName>
            </span>
          ),
        })}
      </Heading>
      <InvitationWayOut />
      <PostForm
        action={`/guardian/invitation/submit?link=${token}`}
        className="flex grow flex-col sm:grow-0"
      >
        <input type="hidden" name={shownField("guardian")} value={shownMark(document, locale)} />
        <section className="mb-4 grid gap-2 rounded-2xl bg-sunken p-4 text-sm">
          <h2 className="text-base font-bold">{document.texts[locale].title}</h2>
          <DocumentText text={document.texts[locale]} />
          <p className="text-muted">{common("version", { version: document.version })}</p>
        </section>
        <label className="flex min-h-14 items-center gap-3 px-1 font-bold">
          <Checkbox name="guardian" required />
          {t("agree")}
        </label>
        <CallToAction>
          <SubmitButton wait={common("wait")}>{t("agreeSubmit")}</SubmitButton>
        </CallToAction>
      </PostForm>
    </Shell>
  );
}
