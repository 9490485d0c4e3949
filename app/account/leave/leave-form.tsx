"use client";

import type { ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import { PasswordField, type PasswordFieldText } from "@/app/forms/password-field";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { SubmitButton } from "@/app/forms/submit-button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/pending";
import { useFormPost } from "@/app/forms/use-form-post";

/** Asks for the password, since leaving cannot be undone. */
export function LeaveForm({ shown, text, children }: LeaveFormProps) {
  const { problem, isUnanswered, isPending, onSubmit } = useFormPost(shown);
  const wrong = problem?.fields["password"];
  return (
    <form
      action="/account/leave/submit"
      method="post"
      onSubmit={onSubmit}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      <ProblemSummary
        title={text.problems}
        occasion={problem}
        problems={[{ field: "password", label: text.password, text: wrong }]}
      />
      <FormNotice problem={problem} isUnanswered={isUnanswered} unanswered={text.unanswered} />
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="current-password"
        enterKeyHint="done"
        required
        problem={wrong}
      />
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
  /** The link back. */
  children: ReactNode;
  shown: FormProblem | null;
  text: Record<
    "password" | keyof PasswordFieldText | "submit" | "problems" | "wait" | "unanswered",
    string
  >;
};
