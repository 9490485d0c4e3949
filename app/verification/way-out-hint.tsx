"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import type { BrowserTraits } from "./browser-traits";
import { handOver } from "./hand-over";
import { readInvitation, rememberInvitation } from "./invitation-memory";
import { chooseWayOut } from "./window-choice";

/** Inside another app: how to continue in a browser, in case the app blocks the verification. */
export function WayOutHint({ text, isInvitation = false }: WayOutHintProps) {
  // `window.location` is still the previous page's while this one is rendered.
  const pathname = usePathname();
  const address = `${pathname}?${useSearchParams().toString()}`;
  useEffect(() => {
    if (isInvitation) rememberInvitation(address);
  }, [isInvitation, address]);
  const inBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!inBrowser) return null;
  const { origin, hash, pathname: shown } = window.location;
  const here = new URL(address + (shown === pathname ? hash : ""), origin);
  const page = handOver(here, readInvitation());
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
  // The app's menu opens the page shown, so first go to one that another browser can use.
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
  const traits: BrowserTraits = navigator;
  const { userAgent, maxTouchPoints } = traits;
  const isInstalled = window.matchMedia("(display-mode: standalone)").matches;
  return { userAgent, maxTouchPoints, standalone: traits.standalone === true || isInstalled };
}

const neverChanges = () => () => undefined;

export type WayOutText = Record<"hint" | "link" | "byMenu" | "byLink" | "toInvitation", string>;
type WayOutHintProps = { text: WayOutText; isInvitation?: boolean };
type WayProps = {
  text: WayOutText;
  way: { href: string } | "by-menu" | "by-link";
  elsewhere: string | null;
};
