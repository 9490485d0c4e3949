"use client";

import type { ReactNode } from "react";
import { FormNotice } from "@/app/forms/form-notice";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { Pending } from "@/app/forms/sending/pending";
import { useFormPost } from "@/app/forms/use-form-post";
import { CallToAction } from "../components/button";
import { EmailField } from "../forms/email-field";
import { PasswordField, type PasswordFieldText } from "../forms/password-field";
import { SubmitButton } from "../forms/submit-button";

/** For members and administrators; only the action differs. */
export function LogInForm({
  action,
  shown,
  text,
  offersPasskeys = false,
  limited,
}: LogInFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  return (
    <form
      action={action}
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      noValidate
      className="flex grow flex-col sm:grow-0"
    >
      <FormNotice problem={problem} />
      {problem?.code === "rate_limited" && limited}
      <EmailField
        id="email"
        label={text.email}
        didYouMean={text.didYouMean}
        autoComplete={offersPasskeys ? "username webauthn" : "username"}
        defaultValue={shown?.values["email"]}
        problem={problem?.fields["email"]}
      />
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="current-password"
        enterKeyHint="go"
        required
        problem={problem?.fields["password"]}
      />
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
      </CallToAction>
    </form>
  );
}

type LogInFormProps = {
  action: "/login/submit" | `/login/submit?next=${string}` | "/admin/login/submit";
  shown: FormProblem | null;
  /** Whether a browser may offer passkeys in the field for the e-mail. */
  offersPasskeys?: boolean;
  /** The way out where there were too many tries. */
  limited?: ReactNode;
  text: Record<
    "email" | "didYouMean" | "password" | keyof PasswordFieldText | "submit" | "wait",
    string
  >;
};
