"use client";

import { useActionState } from "react";
import { CallToAction } from "@/app/components/button";
import { EmailField } from "@/app/components/email-field";
import { Notice } from "@/app/components/notice";
import { PasswordField, type PasswordFieldText } from "@/app/components/password-field";
import { ProblemSummary } from "@/app/components/problem-summary";
import { SubmitButton } from "@/app/components/submit-button";
import type { Code } from "@/lib/codes";
import { join, type JoinState } from "./actions";

/** E-mail and password; what was typed stays, but for the password after a reload. */
export function DetailsForm({ codes, text }: DetailsFormProps) {
  const [state, action] = useActionState<JoinState, FormData>(join, { email: "", problems: {} });
  const { email, password } = state.problems;
  const told = (code: Code | undefined) => (code === undefined ? undefined : codes[code]);
  return (
    <form action={action} noValidate className="flex grow flex-col sm:grow-0">
      <ProblemSummary
        title={text.problems}
        occasion={state}
        problems={[
          { field: "email", label: text.email, text: told(email) },
          { field: "password", label: text.password, text: told(password) },
        ]}
      />
      {state.code !== undefined && <Notice tone="bad">{told(state.code)}</Notice>}
      <EmailField
        id="email"
        label={text.email}
        didYouMean={text.didYouMean}
        autoComplete="email"
        key={state.email}
        defaultValue={state.email}
        problem={told(email)}
      />
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="new-password"
        enterKeyHint="done"
        required
        hint={text.passwordHint}
        problem={told(password)}
      />
      <CallToAction>
        <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
      </CallToAction>
    </form>
  );
}

type DetailsFormProps = {
  codes: Record<string, string>;
  text: Record<
    | "email"
    | "didYouMean"
    | "password"
    | "passwordHint"
    | keyof PasswordFieldText
    | "submit"
    | "problems"
    | "wait",
    string
  >;
};
