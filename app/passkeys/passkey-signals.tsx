"use client";

import { useEffect } from "react";
import type { PasskeySignals as Signals } from "@/lib/passkeys/passkeys";
import { tellAuthenticator } from "./ask-authenticator";

/** Tells the authenticators which passkeys count and how the account is called now. Shows nothing. */
export function PasskeySignals({ rpId, userId, name, credentialIds }: Signals) {
  const all = credentialIds.join();
  useEffect(() => {
    const known = { rpId, userId };
    const allAcceptedCredentialIds = all === "" ? [] : all.split(",");
    void tellAuthenticator("signalAllAcceptedCredentials", { ...known, allAcceptedCredentialIds });
    void tellAuthenticator("signalCurrentUserDetails", { ...known, name, displayName: name });
  }, [rpId, userId, name, all]);
  return null;
}
