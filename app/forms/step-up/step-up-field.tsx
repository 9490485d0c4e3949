"use client";

import { useState, type ReactNode } from "react";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { PasswordField, type PasswordFieldText } from "../password-field";

/**
 * Asks once more who it is. The page renders it where the login is not fresh; a refusal may call for it
 * later, in the form as it is filled.
 */
export function StepUpField({ isFresh, problem, text, children }: StepUpFieldProps) {
  const [isAsked, setAsked] = useState(!isFresh);
  // Stays once it was asked for: the problem goes as soon as it is typed in.
  if (!isAsked && asksFor(problem)) setAsked(true);
  if (!isAsked) return null;
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
      {children}
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
  /** Other ways to confirm, e.g. a button for a passkey. */
  children?: ReactNode;
};
export type StepUpText = PasswordFieldText & Record<"lead" | "password", string>;
