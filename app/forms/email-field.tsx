"use client";

import { useContext, useEffect, useRef, useState } from "react";
import { keepText, keptText } from "@/app/form-handlers/fields/kept-text";
import { suggestEmail } from "./email-suggestion";
import { Field, type FieldProps } from "./field";
import { FormWords } from "./sending/form-words";

/** Suggests a correction for a likely typo in the domain. */
export function EmailField({ didYouMean, isOptional = false, ...props }: EmailFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const words = useContext(FormWords);
  const [meant, setMeant] = useState<string | null>(null);
  // Typed before JavaScript had loaded, or kept through a reload.
  useEffect(() => {
    if (input.current?.value === "") input.current.value = keptText(props.id);
    setMeant(suggestEmail(input.current?.value ?? ""));
  }, [props.id]);
  const judging = useRef<ReturnType<typeof setTimeout>>(undefined);
  const judgeIn = (milliseconds: number) => {
    clearTimeout(judging.current);
    judging.current = setTimeout(
      () => setMeant(suggestEmail(input.current?.value ?? "")),
      milliseconds,
    );
  };
  const accept = () => {
    if (input.current === null || meant === null) return;
    input.current.value = meant;
    keepText(props.id, meant);
    setMeant(null);
    input.current.focus();
  };
  return (
    <Field
      {...props}
      ref={input}
      type="email"
      inputMode="email"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      enterKeyHint="next"
      required={!isOptional}
      data-empty={words?.emptyEmail}
      maxLength={320}
      // Delayed, so that a button does not move away under the press that takes the focus.
      onBlur={() => judgeIn(250)}
      onInput={(event) => {
        keepText(props.id, event.currentTarget.value);
        setMeant(null);
        judgeIn(800);
      }}
    >
      <div aria-live="polite">
        {meant !== null && (
          <button
            type="button"
            onClick={accept}
            className="mt-2 min-h-11 rounded-xl bg-warn-soft px-4 py-2 text-left text-sm"
          >
            {didYouMean} <b className="text-warn underline underline-offset-4">{meant}</b>
          </button>
        )}
      </div>
    </Field>
  );
}

type EmailFieldProps = Omit<FieldProps, "type" | "ref" | "children"> & {
  didYouMean: string;
  isOptional?: boolean;
};
