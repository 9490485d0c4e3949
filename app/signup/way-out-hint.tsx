"use client";

import { useSyncExternalStore } from "react";
import { chooseWayOut } from "./window-choice";

/** Inside another app: how to go on in a browser, in case that the app is in the way. */
export function WayOutHint({ text }: { text: WayOutText }) {
  const inBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!inBrowser) return null;
  const way = chooseWayOut(navigator, new URL(window.location.pathname, window.location.origin));
  if (way === null) return null;
  return (
    <div className="mt-6 rounded-2xl bg-sunken p-4 text-sm">
      <p>{text.hint}</p>
      {way === "by-menu" ? (
        <p className="mt-1 font-bold">{text.byMenu}</p>
      ) : (
        <a
          href={way.href}
          className="inline-flex min-h-11 items-center font-bold text-accent underline underline-offset-4"
        >
          {text.link}
        </a>
      )}
    </div>
  );
}

const neverChanges = () => () => undefined;

export type WayOutText = Record<"hint" | "link" | "byMenu", string>;
