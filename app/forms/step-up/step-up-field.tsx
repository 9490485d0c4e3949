"use client";

import { useState, type ReactNode } from "react";
import { Notice } from "@/app/components/notice";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { PasswordField, type PasswordFieldText } from "../password-field";

/**
 * Asks once more who it is. The page renders it where the login is not fresh; a refusal may call for it
 * later, in the form as it is filled.
 */
export function StepUpField(props: StepUpFieldProps) {
  const { isFresh, problem, text, confirmed, children } = props;
  const [isAsked, setAsked] = useState(!isFresh);
  const [isConfirmed, setConfirmed] = useState(false);
  // Stays once it was asked for: the problem goes as soon as it is typed in.
  if (!isAsked && asksFor(problem)) setAsked(true);
  // What confirmed it may be too long ago when the form is sent.
  if (isConfirmed && asksFor(problem)) setConfirmed(false);
  if (!isAsked) return null;
  if (isConfirmed) return <Notice tone="good">{confirmed}</Notice>;
  const onConfirmed = () => {
    // As if it had been typed in: its problem goes with it.
    const field = document.getElementById(stepUpFieldId);
    field?.dispatchEvent(new Event("input", { bubbles: true }));
    setConfirmed(true);
  };
  return (
    <fieldset className="mb-6">
      <legend className="mb-3 text-muted">{text.lead}</legend>
      <PasswordField
        id={stepUpFieldId}
        label={text.password}
        text={text}
        autoComplete="current-password"
        enterKeyHint="done"
        required
        // A passkey may have confirmed it: the server knows.
        {...(children ? { "data-empty": undefined } : {})}
        problem={problem?.fields[stepUpFieldId]}
      />
      {typeof children === "function" ? children(onConfirmed) : children}
    </fieldset>
  );
}

/** The name of the field: for the form's summary of problems. */
export const stepUpFieldId = "currentPassword";

function asksFor(problem: FormProblem | null): boolean {
  return problem?.fields[stepUpFieldId] !== undefined;
}

type StepUpFieldProps = {
  /** Whether the person proved lately who they are. */
  isFresh: boolean;
  problem: FormProblem | null;
  text: StepUpText;
  /** Said in the place of the field once one of the other ways has confirmed it. */
  confirmed?: string;
  /** Other ways to confirm, e.g. a button for a passkey; told what to call then, where the form is not sent. */
  children?: ReactNode | ((onConfirmed: () => void) => ReactNode);
};
export type StepUpText = PasswordFieldText & Record<"lead" | "password", string>;
