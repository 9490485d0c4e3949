"use client";

import type { ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { EmailField } from "@/app/forms/email-field";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/pending";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { StepUpField, stepUpFieldId, type StepUpText } from "@/app/forms/step-up/step-up-field";
import { SubmitButton } from "@/app/forms/submit-button";
import { useFormPost } from "@/app/forms/use-form-post";

/** A new address; asks once more who it is, where that was long ago. */
export function ChangeEmailForm({ shown, isFresh, text, stepUp, children }: ChangeEmailFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const { email, [stepUpFieldId]: password } = problem?.fields ?? {};
  return (
    <form
      action="/account/email/submit"
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      <ProblemSummary
        title={text.problems}
        occasion={problem}
        problems={[
          { field: "email", label: text.email, text: email },
          { field: stepUpFieldId, label: stepUp.password, text: password },
        ]}
      />
      <FormNotice problem={problem} />
      <EmailField
        id="email"
        label={text.email}
        didYouMean={text.didYouMean}
        autoComplete="email"
        defaultValue={shown?.values["email"]}
        problem={email}
      />
      <StepUpField isFresh={isFresh} problem={problem} text={stepUp} />
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
        {children}
      </CallToAction>
    </form>
  );
}

type ChangeEmailFormProps = {
  /** The link back. */
  children: ReactNode;
  shown: FormProblem | null;
  /** Whether the person proved lately who they are. */
  isFresh: boolean;
  stepUp: StepUpText;
  text: Record<"email" | "didYouMean" | "submit" | "problems" | "wait", string>;
};
