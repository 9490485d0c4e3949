"use client";

import { useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/app/components/button";

/** The link to copy or share. Without JavaScript it can still be selected. */
export function LinkCard({ address, text }: LinkCardProps) {
  const [copied, setCopied] = useState(false);
  const canShare = useSyncExternalStore(noChange, hasShareSheet, isServer);
  const field = useRef<HTMLInputElement>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Some apps forbid the clipboard; the person copies the selected text.
      field.current?.select();
    }
  }
  function share() {
    // Rejects if the person closes the share sheet.
    navigator.share({ text: text.message, url: address }).catch(() => undefined);
  }
  return (
    <div className="rounded-2xl bg-sunken p-4">
      <label htmlFor="guardian-link" className="font-bold">
        {text.label}
      </label>
      <input
        id="guardian-link"
        ref={field}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-2 min-h-12 w-full rounded-xl border border-field bg-ground px-3 text-sm text-ellipsis"
      />
      <p className="mt-2 text-sm text-muted">{text.hint}</p>
      <div className="mt-3 grid grid-flow-col gap-2">
        <Button look="secondary" type="button" onClick={() => void copy()}>
          {copied ? text.copied : text.copy}
        </Button>
        {canShare && (
          <Button look="secondary" type="button" onClick={share}>
            {text.share}
          </Button>
        )}
      </div>
      <p className="sr-only" role="status">
        {copied ? text.copied : ""}
      </p>
    </div>
  );
}

const noChange = () => () => undefined;
const hasShareSheet = () => typeof navigator.share === "function";
const isServer = () => false;

type LinkCardProps = {
  address: string;
  text: Record<"label" | "copy" | "copied" | "share" | "message" | "hint", string>;
};
