"use client";

import { CallToAction } from "@/app/components/button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { EmailField } from "@/app/forms/email-field";
import { FormNotice } from "@/app/forms/form-notice";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";
import { Pending } from "@/app/forms/pending";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { SubmitButton } from "@/app/forms/submit-button";
import { useFormPost } from "@/app/forms/use-form-post";

/** The e-mail is asked for only where nobody ever confirmed the account's. */
export function NewPasswordForm({ shown, mayChangeEmail, brand, text }: NewPasswordFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const { email, password } = problem?.fields ?? {};
  return (
    <form
      action="/recover/password/submit"
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
          { field: "password", label: text.password, text: password },
          { field: "email", label: text.email, text: email },
        ]}
      />
      <FormNotice problem={problem} />
      <NewPasswordField
        id="password"
        label={text.password}
        brand={brand}
        text={text}
        enterKeyHint="done"
        required
        problem={password}
      />
      {mayChangeEmail && (
        <EmailField
          id="email"
          label={text.email}
          hint={text.emailHint}
          didYouMean={text.didYouMean}
          autoComplete="email"
          isOptional
          defaultValue={shown?.values["email"]}
          problem={email}
        />
      )}
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
      </CallToAction>
    </form>
  );
}

type NewPasswordFormProps = {
  shown: FormProblem | null;
  mayChangeEmail: boolean;
  brand: string;
  text: NewPasswordText &
    Record<
      "email" | "emailHint" | "didYouMean" | "password" | "submit" | "problems" | "wait",
      string
    >;
};
