"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { BrowserTraits } from "./browser-traits";
import { handOver } from "./hand-over";
import { readInvitationPage, rememberInvitationPage } from "./invitation-memory";
import { chooseWayOut } from "./window-choice";

/** Inside another app: how to go on in a browser, in case that the app is in the way. */
export function WayOutHint({ text, isInvitation = false }: WayOutHintProps) {
  useEffect(() => {
    if (isInvitation) rememberInvitationPage();
  }, [isInvitation]);
  const inBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!inBrowser) return null;
  const here = new URL(window.location.href);
  const page = handOver(here, readInvitationPage());
  const way = chooseWayOut(traits(), page ?? here);
  if (way === null) return null;
  return (
    <div className="mt-6 rounded-2xl bg-sunken p-4 text-sm">
      <p>{text.hint}</p>
      <Way text={text} way={page === null ? "by-link" : way} elsewhere={elsewhere(page, here)} />
    </div>
  );
}

function Way({ text, way, elsewhere }: WayProps) {
  if (way === "by-link") return <p className="mt-1 font-bold">{text.byLink}</p>;
  if (way !== "by-menu") return <Out href={way.href}>{text.link}</Out>;
  // The menu hands over the page that is shown: first to the one that another browser can use.
  if (elsewhere === null) return <p className="mt-1 font-bold">{text.byMenu}</p>;
  return (
    <>
      <p className="mt-1 font-bold">{text.byLink}</p>
      <Out href={elsewhere}>{text.toInvitation}</Out>
    </>
  );
}

function Out({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center font-bold text-accent underline underline-offset-4"
    >
      {children}
    </a>
  );
}

function elsewhere(page: URL | null, here: URL): string | null {
  return page === null || page.pathname === here.pathname ? null : page.href;
}

function traits(): BrowserTraits {
  const told: BrowserTraits = navigator;
  const { userAgent, maxTouchPoints } = told;
  const isInstalled = window.matchMedia("(display-mode: standalone)").matches;
  return { userAgent, maxTouchPoints, standalone: told.standalone === true || isInstalled };
}

const neverChanges = () => () => undefined;

export type WayOutText = Record<"hint" | "link" | "byMenu" | "byLink" | "toInvitation", string>;
type WayOutHintProps = { text: WayOutText; isInvitation?: boolean };
type WayProps = {
  text: WayOutText;
  way: { href: string } | "by-menu" | "by-link";
  elsewhere: string | null;
};
