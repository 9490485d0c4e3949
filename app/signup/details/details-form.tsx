"use client";

import { CallToAction } from "@/app/components/button";
import { EmailField } from "@/app/forms/email-field";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { SubmitButton } from "@/app/forms/submit-button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/pending";
import { useFormPost } from "@/app/forms/use-form-post";

/** Typed values stay, except the password after a reload. */
export function DetailsForm({ shown, brand, text }: DetailsFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const { email, password } = problem?.fields ?? {};
  return (
    <form
      action="/signup/details/submit"
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
          { field: "password", label: text.password, text: password },
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
      <NewPasswordField
        id="password"
        label={text.password}
        brand={brand}
        text={text}
        enterKeyHint="done"
        required
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
  brand: string;
  text: NewPasswordText &
    Record<"email" | "didYouMean" | "password" | "submit" | "problems" | "wait", string>;
};
