"use client";

import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FieldsForm, type FieldsFormText } from "@/app/forms/fields-form";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";

/** A password of one's own; the address stands there for the browser's own list of passwords. */
export function AcceptForm({ token, email, shown, brand, text }: AcceptFormProps) {
  return (
    <FieldsForm
      action={`/link/administrator/submit?token=${token}`}
      shown={shown}
      labels={{ password: text.password }}
      text={text}
      fields={(problem) => (
        <>
          <p className="mb-5">
            <span className="block text-sm text-muted">{text.email}</span>
            <span className="font-bold wrap-anywhere">{email}</span>
          </p>
          <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
          <NewPasswordField
            label={text.password}
            brand={brand}
            text={text}
            problem={problem?.fields["password"]}
          />
        </>
      )}
    />
  );
}

type AcceptFormProps = {
  token: string;
  email: string;
  shown: FormProblem | null;
  brand: string;
  text: NewPasswordText & FieldsFormText & Record<"email" | "password", string>;
};
