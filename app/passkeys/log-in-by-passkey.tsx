"use client";

import { useEffect } from "react";
import { Button } from "../components/button";
import { askForPasskey, offersPasskeys, stopAsking, type PasskeyAnswer } from "./ask-authenticator";
import { PasskeyNotice, type PasskeyText } from "./passkey-notice";
import { usePasskey, usePasskeySupport } from "./use-passkeys";

/** A button; and, while the page is open, an offer in the field for the e-mail. */
export function LogInByPasskey({ next, label, text }: LogInByPasskeyProps) {
  const isSupported = usePasskeySupport();
  const { answer, isWorking, run, setAnswer } = usePasskey();
  useEffect(() => offerInField(setAnswer, next), [setAnswer, next]);
  const onClick = async () => {
    const ended = await run(() => askForPasskey("login"));
    if (ended?.kind === "done") window.location.assign(next);
  };
  if (isSupported !== true) return null;
  return (
    <div className="mt-4">
      <PasskeyNotice answer={answer} text={text} />
      <Button
        type="button"
        look="secondary"
        aria-disabled={isWorking}
        onClick={() => void onClick()}
      >
        {isWorking ? text.working : label}
      </Button>
    </div>
  );
}

/** Shorter than a challenge lasts. */
const askAgainAfter = 4 * 60_000;

/** Asks anew before the challenge is over, until the page is left or the button asks. */
function offerInField(tell: (answer: PasskeyAnswer) => void, next: string): () => void {
  let isOver = false;
  const offer = async () => {
    if (!(await offersPasskeys().catch(() => false))) return;
    while (!isOver) {
      const renewal = setTimeout(() => void stopAsking(), askAgainAfter);
      const began = Date.now();
      const answer = await askForPasskey("login", { inField: true });
      clearTimeout(renewal);
      if (isOver) return;
      if (answer.kind === "done") return window.location.assign(next);
      if (answer.kind === "refused") tell(answer);
      // Another passkey may do; a server that refuses to ask would only be asked again at once.
      if (answer.kind === "refused" && answer.code === "passkey_refused") continue;
      // The button has asked in its place, or nothing answers: no second try.
      if (Date.now() - began < askAgainAfter - 1_000) return;
    }
  };
  void offer();
  return () => {
    isOver = true;
    void stopAsking();
  };
}

/** `next`: the page to go on to. */
type LogInByPasskeyProps = { next: string; label: string; text: PasskeyText };
