"use client";

import { CallToAction } from "@/app/components/button";
import { EmailField } from "@/app/forms/email-field";
import { PasswordField, type PasswordFieldText } from "@/app/forms/password-field";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { SubmitButton } from "@/app/forms/submit-button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/pending";
import { useFormPost } from "@/app/forms/use-form-post";

/** Typed values stay, except the password after a reload. */
export function DetailsForm({ shown, text }: DetailsFormProps) {
  const { problem, isUnanswered, isPending, onSubmit } = useFormPost(shown);
  const { email, password } = problem?.fields ?? {};
  return (
    <form
      action="/signup/details/submit"
      method="post"
      onSubmit={onSubmit}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      <ProblemSummary
        title={text.problems}
        occasion={problem}
        problems={[
          { field: "email", label: text.email, text: email },
          { field: "password", label: text.password, text: password },
        ]}
      />
      <FormNotice problem={problem} isUnanswered={isUnanswered} unanswered={text.unanswered} />
      <EmailField
        id="email"
        label={text.email}
        didYouMean={text.didYouMean}
        autoComplete="email"
        defaultValue={shown?.values["email"]}
        problem={email}
      />
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="new-password"
        enterKeyHint="done"
        required
        hint={text.passwordHint}
        problem={password}
      />
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
      </CallToAction>
    </form>
  );
}

type DetailsFormProps = {
  shown: FormProblem | null;
  text: Record<
    | "email"
    | "didYouMean"
    | "password"
    | "passwordHint"
    | keyof PasswordFieldText
    | "submit"
    | "problems"
    | "wait"
    | "unanswered",
    string
  >;
};
