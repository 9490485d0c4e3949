"use client";

import { EmailField } from "@/app/forms/email-field";
import { FieldsForm, type FieldsFormText } from "@/app/forms/fields-form";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";
import type { FormProblem } from "@/app/form-handlers/form-answer";

/** Typed values stay, except the password after a reload. */
export function DetailsForm({ shown, brand, text }: DetailsFormProps) {
  const { email, password } = text;
  return (
    <FieldsForm
      action="/signup/details/submit"
      shown={shown}
      labels={{ email, password }}
      text={text}
      fields={(problem) => (
        <>
          <EmailField
            id="email"
            label={email}
            didYouMean={text.didYouMean}
            autoComplete="email"
            defaultValue={shown?.values["email"]}
            problem={problem?.fields["email"]}
          />
          <NewPasswordField
            label={password}
            brand={brand}
            text={text}
            problem={problem?.fields["password"]}
          />
        </>
      )}
    />
  );
}

type DetailsFormProps = {
  shown: FormProblem | null;
  brand: string;
  text: NewPasswordText & FieldsFormText & Record<"email" | "didYouMean" | "password", string>;
};
