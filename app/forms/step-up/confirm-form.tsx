"use client";

import type { ReactNode } from "react";
import { ConfirmByPasskey } from "@/app/passkeys/confirm-by-passkey";
import type { PasskeyText } from "@/app/passkeys/passkey-notice";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import type { Look } from "@/app/components/button";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { FormNotice } from "../form-notice";
import { Pending } from "../sending/pending";
import { SubmitButton } from "../submit-button";
import { useFormPost } from "../use-form-post";
import { StepUpField, type StepUpText } from "./step-up-field";

/** A form whose only question is who it is: by the password, or by a passkey. */
export function ConfirmForm({
  action,
  isFresh,
  hasPasskey,
  look = "primary",
  shown,
  text,
  children,
}: ConfirmFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  return (
    <form action={action} method="post" onSubmit={onSubmit} onInput={onInput} noValidate>
      {children}
      <FormNotice problem={problem} />
      <StepUpField isFresh={isFresh} problem={problem} text={text}>
        {hasPasskey && <ConfirmByPasskey label={text.passkey} text={text.passkeys} />}
      </StepUpField>
      <Pending value={isPending}>
        <SubmitButton look={look} wait={text.wait}>
          {text.submit}
        </SubmitButton>
      </Pending>
    </form>
  );
}

type ConfirmFormProps = {
  action: PostAddress | `${PostAddress}?${string}`;
  /** Whether the person need not be asked. */
  isFresh: boolean;
  /** Whether a passkey does in the place of the password. */
  hasPasskey: boolean;
  look?: Exclude<Look, "quiet">;
  shown: FormProblem | null;
  text: ConfirmFormText;
  /** Hidden fields. */
  children?: ReactNode;
};
export type ConfirmFormText = StepUpText &
  Record<"submit" | "wait" | "passkey", string> & { passkeys: PasskeyText };
