"use client";

import { PasswordField, type PasswordFieldText } from "../password-field";
import type { FieldProps } from "../field";
import { usePasswordHint } from "./use-password-hint";
import type { Verdict } from "./verdicts";

/**
 * A password that is to be set: says while it is typed how it stands. The server decides. One thing at a
 * time: the hint, how it stands, or what was wrong.
 */
export function NewPasswordField({ text, brand, ...props }: NewPasswordFieldProps) {
  const { verdict, onFocus, onTyped } = usePasswordHint(brand, props.problem);
  const said = verdict === null ? null : text.verdicts[verdict];
  return (
    <PasswordField
      {...props}
      id="password"
      text={text}
      hint={said === null && props.problem === undefined ? text.passwordHint : undefined}
      {...(said === null ? {} : { "aria-describedby": verdictId })}
      autoComplete="new-password"
      enterKeyHint="done"
      required
      onFocus={onFocus}
      onTyped={onTyped}
    >
      <p id={verdictId} aria-live="polite" className={said === null ? "" : "mt-2 text-sm"}>
        {said !== null && (
          <>
            <b className={isGood(verdict) ? "text-good" : "text-warn"}>{said.word}</b>
            <span className="text-muted"> · {said.sentence}</span>
          </>
        )}
      </p>
    </PasswordField>
  );
}

const verdictId = "password-verdict";

function isGood(verdict: Verdict | null): boolean {
  return verdict === "fine" || verdict === "strong";
}

type NewPasswordFieldProps = Pick<FieldProps, "label" | "problem"> & {
  text: NewPasswordText;
  /** The company's name, which nobody should use. */
  brand: string;
};
export type NewPasswordText = PasswordFieldText & {
  passwordHint: string;
  verdicts: Record<Verdict, { word: string; sentence: string }>;
};
