"use client";

import type { FormProblem } from "@/app/form-handlers/form-answer";
import { EmailField } from "@/app/forms/email-field";
import { FieldsForm, type FieldsFormText } from "@/app/forms/fields-form";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";

/** The e-mail is asked for only where nobody ever confirmed the account's. */
export function NewPasswordForm({ shown, mayChangeEmail, brand, text }: NewPasswordFormProps) {
  const { email, password } = text;
  return (
    <FieldsForm
      action="/recover/password/submit"
      shown={shown}
      labels={{ password, email }}
      text={text}
      fields={(problem) => (
        <>
          <NewPasswordField
            label={password}
            brand={brand}
            text={text}
            problem={problem?.fields["password"]}
          />
          {mayChangeEmail && (
            <EmailField
              id="email"
              label={email}
              hint={text.emailHint}
              didYouMean={text.didYouMean}
              autoComplete="email"
              isOptional
              defaultValue={shown?.values["email"]}
              problem={problem?.fields["email"]}
            />
          )}
        </>
      )}
    />
  );
}

type NewPasswordFormProps = {
  shown: FormProblem | null;
  mayChangeEmail: boolean;
  brand: string;
  text: NewPasswordText &
    FieldsFormText &
    Record<"email" | "emailHint" | "didYouMean" | "password", string>;
};
