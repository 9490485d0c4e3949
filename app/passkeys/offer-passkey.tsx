"use client";

import { AddPasskey } from "./add-passkey";
import type { PasskeyText } from "./passkey-notice";
import { usePasskeySupport } from "./use-passkeys";

/**
 * A passkey for the next time, where this browser knows them. Once it is made, no button is left: what is said
 * then takes the place of the offer.
 */
export function OfferPasskey({ owner, title, lead, label, done, text }: OfferPasskeyProps) {
  if (usePasskeySupport() !== true) return null;
  return (
    <section className="group mb-4 rounded-2xl bg-sunken p-5 not-has-[button]:p-0 [&>[role=status]:last-child]:mb-0">
      <h2 className="font-bold group-not-has-[button]:hidden">{title}</h2>
      <p className="mt-1 mb-4 text-muted group-not-has-[button]:hidden">{lead}</p>
      <AddPasskey owner={owner} label={label} look="secondary" done={done} text={text} />
    </section>
  );
}

type OfferPasskeyProps = {
  /** The mark of whose page it is. */
  owner: string;
  title: string;
  lead: string;
  label: string;
  done: string;
  text: PasskeyText;
};
