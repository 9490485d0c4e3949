"use client";

import { useState } from "react";
import { Button, type Look } from "../components/button";
import { Notice } from "../components/notice";
import { makePasskey } from "./ask-authenticator";
import { PasskeyNotice, type PasskeyText } from "./passkey-notice";
import { usePasskey, usePasskeySupport } from "./use-passkeys";

/**
 * Makes a passkey in this browser.
 * @param done what is said then, in this place; without it, the page with the list comes.
 */
export function AddPasskey(props: AddPasskeyProps) {
  const { purpose = "add", owner, label, look = "primary", done, unsupported, text } = props;
  const isSupported = usePasskeySupport();
  const { answer, isWorking, run } = usePasskey();
  const [isDone, setDone] = useState(false);
  const onClick = async () => {
    const ended = await run(() => makePasskey(purpose, owner));
    if (ended?.kind === "done") {
      if (done === undefined) window.location.assign(ended.next);
      else setDone(true);
    }
    const refusal = ended?.kind === "refused" ? ended.code : null;
    // Too long ago: the page asks who it is.
    if (refusal !== null && asking.has(refusal)) {
      window.location.assign(purpose === "add" ? "/account/passkeys" : "/admin/me");
    }
    // Somebody else has logged in: the page of now is theirs.
    if (refusal === "form_of_another") {
      window.location.assign("/account/passkeys?code=form_of_another");
    }
    if (refusal === "form_of_another_administrator") {
      window.location.assign("/admin/me?code=form_of_another_administrator");
    }
  };
  if (isDone) return <Notice tone="good">{done}</Notice>;
  if (isSupported === false) {
    return unsupported === undefined ? null : <Notice tone="plain">{unsupported}</Notice>;
  }
  if (isSupported === null) return null;
  return (
    <>
      <PasskeyNotice answer={answer} text={text} />
      <Button type="button" look={look} aria-disabled={isWorking} onClick={() => void onClick()}>
        {isWorking ? text.working : label}
      </Button>
    </>
  );
}

const asking: ReadonlySet<string> = new Set(["authentication_needed", "second_factor_needed"]);

type AddPasskeyProps = {
  purpose?: "add" | "factor_add";
  /** The mark of whose page it is. */
  owner: string;
  label: string;
  look?: Look;
  done?: string;
  /** Said where the browser knows no passkeys; without it, nothing is. */
  unsupported?: string;
  text: PasskeyText;
};
