"use client";

import type { ReactNode } from "react";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FieldsForm, type FieldsFormText } from "@/app/forms/fields-form";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";
import { StepUpField, stepUpFieldId, type StepUpText } from "@/app/forms/step-up/step-up-field";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import type { PasskeyText } from "@/app/passkeys/passkey-notice";

/** The password of now, or a passkey, and the new one. */
export function ChangePasswordForm(props: ChangePasswordFormProps) {
  const { owner, shown, isConfirmed, hasPasskey, brand, text } = props;
  return (
    <FieldsForm
      action="/account/password/submit"
      shown={shown}
      labels={{ [stepUpFieldId]: text.stepUp.password, password: text.label }}
      text={text}
      fields={(problem) => (
        <>
          {owner}
          <StepUpField
            isFresh={isConfirmed}
            problem={problem}
            text={text.stepUp}
            confirmed={text.passkeyDone}
          >
            {hasPasskey &&
              ((onDone) => (
                <ConfirmByPasskey label={text.passkey} onDone={onDone} text={text.passkeys} />
              ))}
          </StepUpField>
          <NewPasswordField
            label={text.label}
            brand={brand}
            text={text}
            problem={problem?.fields["password"]}
          />
        </>
      )}
    />
  );
}

type ChangePasswordFormProps = {
  /** Whose form it is. */
  owner: ReactNode;
  shown: FormProblem | null;
  /** Whether a passkey has confirmed the login lately. */
  isConfirmed: boolean;
  hasPasskey: boolean;
  brand: string;
  text: NewPasswordText &
    FieldsFormText &
    Record<"label" | "passkey" | "passkeyDone", string> & {
      stepUp: StepUpText;
      passkeys: PasskeyText;
    };
};
