"use client";

import { useEffect } from "react";

const helpId = "list-keys";
const titleId = "list-keys-title";

/** A list by keyboard. Without JavaScript the Tab key does the same, more slowly. */
export function ListKeys({ title, close, keys }: ListKeysProps) {
  useEffect(() => {
    document.addEventListener("keydown", follow);
    return () => document.removeEventListener("keydown", follow);
  }, []);
  return (
    <>
      <button
        type="button"
        popoverTarget={helpId}
        className="mt-4 min-h-11 self-start rounded-xl px-3 text-sm text-muted max-lg:hidden"
      >
        <kbd>?</kbd> {title}
      </button>
      <dialog
        id={helpId}
        popover="auto"
        aria-labelledby={titleId}
        className="m-auto max-w-sm rounded-3xl border border-line bg-ground p-6 text-text backdrop:bg-scrim"
      >
        <h2 id={titleId} className="mb-4 text-lg font-bold">
          {title}
        </h2>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
          {keys.map(([key, does]) => (
            <div key={key} className="contents">
              <dt>
                <kbd className="rounded-lg border border-line bg-sunken px-2">{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button
          type="button"
          popoverTarget={helpId}
          popoverTargetAction="hide"
          className="mt-4 min-h-11 w-full rounded-xl text-muted"
        >
          {close}
        </button>
      </dialog>
    </>
  );
}

function follow(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
  const does = {
    "/": () => document.querySelector<HTMLElement>("input[type=search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    "?": () => document.getElementById(helpId)?.togglePopover(),
  }[event.key];
  if (does === undefined) return;
  event.preventDefault();
  does();
}

/** From the person in focus to the next one; from none to the first or last. */
function move(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  rows[next]?.focus();
}

type ListKeysProps = {
  title: string;
  close: string;
  keys: readonly (readonly [key: string, does: string])[];
};
