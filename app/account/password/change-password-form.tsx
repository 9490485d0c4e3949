"use client";

import { CallToAction } from "@/app/components/button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import {
  NewPasswordField,
  type NewPasswordText,
} from "@/app/forms/new-password/new-password-field";
import { Pending } from "@/app/forms/pending";
import { ProblemSummary } from "@/app/forms/problem-summary";
import { StepUpField, stepUpFieldId, type StepUpText } from "@/app/forms/step-up/step-up-field";
import { SubmitButton } from "@/app/forms/submit-button";
import { useFormPost } from "@/app/forms/use-form-post";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import type { PasskeyText } from "@/app/passkeys/passkey-notice";

/** The password of now, or a passkey, and the new one. */
export function ChangePasswordForm(props: ChangePasswordFormProps) {
  const { shown, isConfirmed, hasPasskey, brand, text } = props;
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const password = problem?.fields["password"];
  return (
    <form
      action="/account/password/submit"
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
          {
            field: stepUpFieldId,
            label: text.stepUp.password,
            text: problem?.fields[stepUpFieldId],
          },
          { field: "password", label: text.label, text: password },
        ]}
      />
      <FormNotice problem={problem} />
      <StepUpField isFresh={isConfirmed} problem={problem} text={text.stepUp}>
        {hasPasskey && (
          <ConfirmByPasskey label={text.passkey} done={text.passkeyDone} text={text.passkeys} />
        )}
      </StepUpField>
      <NewPasswordField
        id="password"
        label={text.label}
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

type ChangePasswordFormProps = {
  shown: FormProblem | null;
  /** Whether a passkey has confirmed the login lately. */
  isConfirmed: boolean;
  hasPasskey: boolean;
  brand: string;
  text: NewPasswordText &
    Record<"label" | "submit" | "problems" | "wait" | "passkey" | "passkeyDone", string> & {
      stepUp: StepUpText;
      passkeys: PasskeyText;
    };
};
