import { getTranslations } from "next-intl/server";
import { readFormProblem } from "@/app/form-handlers/form-problem";
import { shapeOf } from "@/app/components/button";
import { FormNotice } from "@/app/forms/form-notice";
import { PostForm } from "@/app/forms/post-form";
import { StepUpField } from "@/app/forms/step-up/step-up-field";
import { stepUpText } from "@/app/forms/step-up/step-up-text";
import { SubmitButton } from "@/app/forms/submit-button";
import { FormOwner } from "./form-owner";

/** Asks to see the page without anything hidden: at once after a recent login, else by the password. */
export async function ShowForm({ action, owner, isFresh, label }: ShowFormProps) {
  const t = await getTranslations("account");
  const common = await getTranslations("common");
  const text = await stepUpText();
  const problem = await readFormProblem(action);
  const form = (submit: string) => (
    <PostForm action={action}>
      <FormOwner id={owner} />
      <FormNotice problem={problem} />
      <StepUpField isFresh={isFresh} problem={problem} text={text} />
      <SubmitButton look="secondary" wait={common("wait")}>
        {submit}
      </SubmitButton>
    </PostForm>
  );
  if (isFresh && problem === null) return <div className="mt-3">{form(label)}</div>;
  return (
    <details open={problem !== null} className="group mt-3">
      <summary className={`${shapeOf("secondary")} cursor-pointer list-none group-open:hidden`}>
        {label}
      </summary>
      {form(t("showAgain"))}
    </details>
  );
}

type ShowFormProps = {
  action: "/account/show" | "/account/data/show";
  /** The id of the account. */
  owner: string;
  /** Whether the person proved lately who they are. */
  isFresh: boolean;
  label: string;
};
