"use client";

import { useContext, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from "react";
import { Field, type FieldProps } from "./field";
import { FormWords } from "./sending/form-words";

/**
 * A password that can be shown, and that stays in the page while the form has other problems; the
 * server never sends it back.
 */
export function PasswordField({ text, onTyped, children, ...props }: PasswordFieldProps) {
  const words = useContext(FormWords);
  const [visible, setVisible] = useState(false);
  const [typed, setTyped] = useState("");
  const [isCapsLockOn, setCapsLockOn] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hear = (field: HTMLInputElement) => {
    setTyped(field.value);
    onTyped?.(field);
  };
  const hearEarly = useEffectEvent(hear);
  // Typed before JavaScript had loaded.
  useEffect(() => {
    if (input.current !== null && input.current.value !== "") hearEarly(input.current);
  }, []);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLockOn(event.getModifierState("CapsLock"));
  return (
    <Field
      data-empty={words?.emptyPassword}
      {...props}
      ref={input}
      value={typed}
      onChange={(event) => hear(event.currentTarget)}
      type={visible ? "text" : "password"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      onKeyDown={watchCapsLock}
      onKeyUp={watchCapsLock}
      onBlur={() => setCapsLockOn(false)}
      after={
        <button
          type="button"
          aria-label={visible ? text.hide : text.show}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
          className="absolute top-1.5 right-1.5 flex size-11 items-center justify-center rounded-xl text-muted hover:text-text"
        >
          <svg
            viewBox="0 0 24 24"
            className="size-6"
            fill="none"
            stroke="currentColor"
            aria-hidden="true"
          >
            <path
              d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"
              strokeWidth="1.8"
            />
            <circle cx="12" cy="12" r="3" strokeWidth="1.8" />
            {visible && <path d="M4 20L20 4" strokeWidth="1.8" strokeLinecap="round" />}
          </svg>
        </button>
      }
    >
      <div aria-live="polite" className={isCapsLockOn ? "mt-2 text-sm text-warn" : ""}>
        {isCapsLockOn && text.capsLock}
      </div>
      {children}
    </Field>
  );
}

type PasswordFieldProps = Omit<FieldProps, "type" | "after" | "ref"> & {
  text: PasswordFieldText;
  onTyped?: (field: HTMLInputElement) => void;
};
export type PasswordFieldText = Record<"show" | "hide" | "capsLock", string>;
