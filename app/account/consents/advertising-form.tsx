import { getFormatter, getTranslations } from "next-intl/server";
import { Facts } from "@/app/account/parts/facts";
import { FormOwner } from "@/app/account/parts/form-owner";
import { Notice } from "@/app/components/notice";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { Checkbox } from "@/app/forms/checkbox";
import { consentItems, consentListText } from "@/app/forms/consents/consent-items";
import { ConsentRow } from "@/app/forms/consents/consent-row";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { SubmitButton } from "@/app/forms/submit-button";
import type { OwnConsents } from "@/lib/own-account/own-consents";
import { advertisingField } from "@/lib/consents/advertising";
import { documents } from "@/lib/consents/documents";

/** What a member wants of advertising; a form that the browser sends itself. */
export async function AdvertisingForm({ owner, decided, isSaved }: AdvertisingFormProps) {
  const t = await getTranslations("advertising");
  const common = await getTranslations("common");
  const problem = await readFormProblem("/account/consents/submit");
  const { read, optional } = await consentListText();
  const items = await consentItems(documents.shownFor("advertising", new Date()));
  const given = decided.filter(({ state }) => state === "given");
  const before = given.map(({ subject }): string => advertisingField(subject));
  const ticked = problem === null ? before : Object.keys(problem.values);
  const box = ({ name, label }: { name: string; label: string }) => (
    <label key={name} className="flex min-h-12 items-center gap-3 py-1">
      <Checkbox name={name} defaultChecked={ticked.includes(name)} />
      {label}
    </label>
  );
  return (
    <section className="mt-4 mb-8" aria-labelledby="advertising">
      <h2 id="advertising" className="mb-1 text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-3 text-sm text-muted">{t("lead")}</p>
      {isSaved && problem === null && (
        <Notice tone="good" title={t("saved")}>
          {t("savedBody")}
        </Notice>
      )}
      <FormNotice problem={problem} />
      <PostForm action="/account/consents/submit">
        <FormOwner id={owner} />
        <ul className="mb-4">
          {/* Each box by itself: the text of receiving says what all of its ways have in common. */}
          {items.map(({ id, title, ways, ...shown }) => (
            <ConsentRow
              key={id}
              name={{ id, title }}
              read={read}
              {...shown}
              {...(ways.length > 0 && { ways: ways.map(box) })}
            >
              {ways.length > 0 ? (
                <p className="flex min-h-12 items-center">{title}</p>
              ) : (
                box({ name: id, label: `${title} (${optional})` })
              )}
            </ConsentRow>
          ))}
        </ul>
        <SubmitButton look="secondary" wait={common("wait")}>
          {t("save")}
        </SubmitButton>
      </PostForm>
      <Decided decided={decided} />
    </section>
  );
}

async function Decided({ decided }: Pick<AdvertisingFormProps, "decided">) {
  const t = await getTranslations("advertising");
  const subjects = await getTranslations("advertising.subjects");
  const states = await getTranslations("advertising.states");
  const format = await getFormatter();
  if (decided.length === 0) return null;
  return (
    <>
      <h3 className="mt-6 mb-2 font-bold">{t("decided")}</h3>
      <Facts
        facts={decided.map(({ subject, state, decidedAt }) => [
          subjects(subject),
          states(state, { date: format.dateTime(decidedAt, { dateStyle: "long" }) }),
        ])}
      />
    </>
  );
}

type AdvertisingFormProps = {
  /** The id of the account. */
  owner: string;
  decided: OwnConsents["advertising"];
  isSaved: boolean;
};
