"use client";

import { useActionState, type ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import { Notice } from "@/app/components/notice";
import { PasswordField, type PasswordFieldText } from "@/app/components/password-field";
import { ProblemSummary } from "@/app/components/problem-summary";
import { SubmitButton } from "@/app/components/submit-button";
import { leaveForGood, type LeaveState } from "./actions";

/** The password once more, since leaving cannot be taken back. */
export function LeaveForm({ codes, text, children }: LeaveFormProps) {
  const [state, action] = useActionState<LeaveState, FormData>(leaveForGood, {});
  const told = state.code === undefined ? undefined : codes[state.code];
  const isWrong = state.code === "wrong_password";
  const problem = isWrong ? told : undefined;
  return (
    <form action={action} noValidate className="flex grow flex-col sm:grow-0">
      <ProblemSummary
        title={text.problems}
        occasion={state}
        problems={[{ field: "password", label: text.password, text: problem }]}
      />
      {told !== undefined && !isWrong && <Notice tone="bad">{told}</Notice>}
      <PasswordField
        id="password"
        label={text.password}
        text={text}
        autoComplete="current-password"
        enterKeyHint="done"
        required
        problem={problem}
      />
      <CallToAction>
        <SubmitButton look="danger" wait={text.wait}>
          {text.submit}
        </SubmitButton>
        {children}
      </CallToAction>
    </form>
  );
}

type LeaveFormProps = {
  /** The way back. */
  children: ReactNode;
  codes: Record<string, string>;
  text: Record<"password" | keyof PasswordFieldText | "submit" | "problems" | "wait", string>;
};
