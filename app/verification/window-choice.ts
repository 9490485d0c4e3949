import { appAround } from "./app-around";
import { isApple, type BrowserTraits } from "./browser-traits";

/**
 * How the verification window opens, decided before the click is spent: a popup where popups work,
 * the whole page on phones, tablets and inside other apps, where they are blocked or get lost.
 */
export function chooseWindow(traits: BrowserTraits): WindowKind {
  return isHandHeld(traits) || appAround(traits) !== null ? "redirect" : "popup";
}

/**
 * How to leave the browser inside an app for the person's own, with the whole address of the page:
 * some apps block the way to the PASS app. Null in a browser of its own.
 */
export function chooseWayOut(traits: BrowserTraits, page: URL): WayOut {
  const app = appAround(traits);
  if (app === null) return null;
  if (app === "kakaotalk") {
    return { href: `kakaotalk://web/openExternal?url=${encodeURIComponent(page.href)}` };
  }
  if (app === "line") return { href: askLine(page) };
  // No app on iOS can be told to hand a page over; its menu can.
  return isApple(traits) ? "by-menu" : { href: intentFor(page) };
}

/** Line opens its links outside where their query asks for it. The query stays as it is written. */
function askLine(page: URL): string {
  const others = page.search.slice(1).split("&");
  const own = others.filter((part) => part !== "" && !part.startsWith("openExternalBrowser="));
  return `${page.origin}${page.pathname}?${[...own, "openExternalBrowser=1"].join("&")}${page.hash}`;
}

/**
 * Android reads the fields of an intent from the last `#` on. Without a fallback address: it would
 * load this very page once more, inside the app.
 */
function intentFor({ protocol, host, pathname, search, hash }: URL): string {
  const fragment = hash === "" ? "" : `#${hash.slice(1).replaceAll("#", "%23")}`;
  const rest = `${search}${fragment}`.replaceAll(";", "%3B");
  return `intent://${host}${pathname}${rest}#Intent;scheme=${protocol.slice(0, -1)};end`;
}

/** Also where it asks for desktop pages and calls itself a computer. */
function isHandHeld(traits: BrowserTraits): boolean {
  const { userAgent, maxTouchPoints, userAgentData, platform = "" } = traits;
  if (/Android|iPhone|iPad|iPod|Mobile|SamsungBrowser/i.test(userAgent)) return true;
  if (userAgentData?.mobile === true || userAgentData?.platform === "Android") return true;
  if (maxTouchPoints <= 1) return false;
  // Browsers of Android that ask for desktop pages are a Linux with a touch screen. So are a few
  // computers: the redirect works there as well, a popup on a phone gets lost.
  return isApple(traits) || /X11; .*Linux/.test(userAgent) || /^Linux (arm|aarch)/.test(platform);
}

export type WindowKind = "popup" | "redirect";
export type WayOut = { href: string } | "by-menu" | null;
export type { BrowserTraits };
