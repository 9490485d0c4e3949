"use client";

import { useActionState } from "react";
import { CallToAction } from "./button";
import { EmailField } from "./email-field";
import type { LogInState } from "./log-in-state";
import { Notice } from "./notice";
import { PasswordField, type PasswordFieldText } from "./password-field";
import { SubmitButton } from "./submit-button";

/** The member's and the administrator's login look alike; only the action differs. */
export function LogInForm({ action: logIn, codes, text }: LogInFormProps) {
  const [state, action] = useActionState<LogInState, FormData>(logIn, { email: "" });
  return (
    <form action={action} noValidate className="flex grow flex-col sm:grow-0">
      {state.code !== undefined && <Notice tone="bad">{codes[state.code]}</Notice>}
      <EmailField
        id="email"
        label={text.email}
        didYouMean={text.didYouMean}
        autoComplete="username"
        key={state.email}
        defaultValue={state.email}
      />
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="current-password"
        enterKeyHint="go"
        required
      />
      <CallToAction>
        <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
      </CallToAction>
    </form>
  );
}

type LogInFormProps = {
  action: (previous: LogInState, form: FormData) => Promise<LogInState>;
  codes: Record<string, string>;
  text: Record<
    "email" | "didYouMean" | "password" | keyof PasswordFieldText | "submit" | "wait",
    string
  >;
};
