"use client";

import { useRef } from "react";
import { Button, type Look } from "../components/button";
import { askForPasskey } from "./ask-authenticator";
import { PasskeyNotice, type PasskeyText } from "./passkey-notice";
import { usePasskey, usePasskeySupport } from "./use-passkeys";

/**
 * Beside the password that a sensitive step or a recovery asks for. Inside a form it sends the form once
 * the passkey is confirmed; elsewhere the next page comes.
 */
export function ConfirmByPasskey(props: ConfirmByPasskeyProps) {
  const { purpose = "confirm", onDone, label, look = "secondary", text } = props;
  const isSupported = usePasskeySupport();
  const { answer, isWorking, run } = usePasskey();
  const place = useRef<HTMLDivElement>(null);
  const onClick = async () => {
    const form = place.current?.closest("form");
    const field = form?.querySelector<HTMLInputElement>("input[name=owner]");
    const owner = props.owner ?? field?.value ?? null;
    const ended = await run(() => askForPasskey(purpose, { owner }));
    // Somebody else has logged in: sent by the browser itself, the form is refused and the page theirs.
    if (ended?.kind === "refused" && ofAnother.has(ended.code)) {
      if (form) form.submit();
      else window.location.reload();
    }
    if (ended?.kind !== "done") return;
    if (onDone !== undefined) onDone();
    else if (form) form.requestSubmit();
    else window.location.assign(ended.next);
  };
  if (isSupported === false) return null;
  return (
    // Keeps its place while it is not known whether there is one.
    <div ref={place} className={`mb-4 ${isSupported === null ? "invisible" : ""}`}>
      <PasskeyNotice answer={answer} text={text} />
      <Button type="button" look={look} aria-disabled={isWorking} onClick={() => void onClick()}>
        {isWorking ? text.working : label}
      </Button>
    </div>
  );
}

const ofAnother: ReadonlySet<string> = new Set([
  "form_of_another",
  "form_of_another_administrator",
]);

type ConfirmByPasskeyProps = {
  /** The mark of whose page it is, where the form around it does not say so or there is none. */
  owner?: string;
  purpose?: "confirm" | "recovery" | "factor_confirm";
  /** Where the form has more to fill in; without it, the form is sent. */
  onDone?: (() => void) | undefined;
  label: string;
  look?: Look;
  text: PasskeyText;
};
