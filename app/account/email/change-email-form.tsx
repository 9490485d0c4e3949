"use client";

import type { ReactNode } from "react";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { EmailField } from "@/app/forms/email-field";
import { FieldsForm, type FieldsFormText } from "@/app/forms/fields-form";
import { StepUpField, stepUpFieldId, type StepUpText } from "@/app/forms/step-up/step-up-field";

/** A new address; asks once more who it is, where that was long ago. */
export function ChangeEmailForm(props: ChangeEmailFormProps) {
  const { owner, shown, isFresh, text, stepUp, children } = props;
  return (
    <FieldsForm
      action="/account/email/submit"
      shown={shown}
      labels={{ email: text.email, [stepUpFieldId]: stepUp.password }}
      text={text}
      fields={(problem) => (
        <>
          {owner}
          <EmailField
            id="email"
            label={text.email}
            didYouMean={text.didYouMean}
            autoComplete="email"
            defaultValue={shown?.values["email"]}
            problem={problem?.fields["email"]}
          />
          <StepUpField isFresh={isFresh} problem={problem} text={stepUp} />
        </>
      )}
    >
      {children}
    </FieldsForm>
  );
}

type ChangeEmailFormProps = {
  /** Whose form it is. */
  owner: ReactNode;
  /** The link back. */
  children: ReactNode;
  shown: FormProblem | null;
  /** Whether the person proved lately who they are. */
  isFresh: boolean;
  stepUp: StepUpText;
  text: FieldsFormText & Record<"email" | "didYouMean", string>;
};
