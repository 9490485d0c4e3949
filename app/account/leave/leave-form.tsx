"use client";

import type { ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/sending/pending";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { StepUpField, stepUpFieldId, type StepUpText } from "@/app/forms/step-up/step-up-field";
import { SubmitButton } from "@/app/forms/submit-button";
import { useFormPost } from "@/app/forms/use-form-post";

/** Asks once more who it is, since leaving cannot be undone. */
export function LeaveForm({ owner, shown, isFresh, text, stepUp, children }: LeaveFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  return (
    <form
      action="/account/leave/submit"
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      {owner}
      <ProblemSummary
        title={text.problems}
        occasion={problem}
        problems={[
          { field: stepUpFieldId, label: stepUp.password, text: problem?.fields[stepUpFieldId] },
        ]}
      />
      <FormNotice problem={problem} />
      <StepUpField isFresh={isFresh} problem={problem} text={stepUp} />
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton look="danger" wait={text.wait}>
            {text.submit}
          </SubmitButton>
        </Pending>
        {children}
      </CallToAction>
    </form>
  );
}

type LeaveFormProps = {
  /** Whose form it is. */
  owner: ReactNode;
  /** The link back. */
  children: ReactNode;
  shown: FormProblem | null;
  /** Whether the person proved lately who they are. */
  isFresh: boolean;
  stepUp: StepUpText;
  text: Record<"submit" | "problems" | "wait", string>;
};
