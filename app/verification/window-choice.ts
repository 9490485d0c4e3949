import { appAround } from "./app-around";
import { isApple, type BrowserTraits } from "./browser-traits";

/**
 * Chosen before the click: a popup where popups work; a redirect on phones, tablets and inside
 * other apps, which block or lose popups.
 */
export function chooseWindow(traits: BrowserTraits): WindowKind {
  return isHandHeld(traits) || appAround(traits) !== null ? "redirect" : "popup";
}

/**
 * How to move from an app's built-in browser to the person's own, with the whole address, since
 * some apps block the PASS app. Null in a normal browser.
 */
export function chooseWayOut(traits: BrowserTraits, page: URL): WayOut {
  const app = appAround(traits);
  if (app === null) return null;
  if (app === "kakaotalk") {
    return { href: `kakaotalk://web/openExternal?url=${encodeURIComponent(page.href)}` };
  }
  if (app === "line") return { href: askLine(page) };
  // On iOS only the app's own menu can open another browser.
  return isApple(traits) ? "by-menu" : { href: intentFor(page) };
}

/** Line opens a link in another browser if the query asks for it. Keeps the query as written. */
function askLine(page: URL): string {
  const others = page.search.slice(1).split("&");
  const own = others.filter((part) => part !== "" && !part.startsWith("openExternalBrowser="));
  return `${page.origin}${page.pathname}?${[...own, "openExternalBrowser=1"].join("&")}${page.hash}`;
}

/**
 * Android reads an intent's fields from the last `#`. No fallback address, since it would load this
 * page again inside the app.
 */
function intentFor({ protocol, host, pathname, search, hash }: URL): string {
  const fragment = hash === "" ? "" : `#${hash.slice(1).replaceAll("#", "%23")}`;
  const rest = `${search}${fragment}`.replaceAll(";", "%3B");
  return `intent://${host}${pathname}${rest}#Intent;scheme=${protocol.slice(0, -1)};end`;
}

/** Also for a device that asks for desktop pages. */
function isHandHeld(traits: BrowserTraits): boolean {
  const { userAgent, maxTouchPoints, userAgentData, platform = "" } = traits;
  if (/Android|iPhone|iPad|iPod|Mobile|SamsungBrowser/i.test(userAgent)) return true;
  if (userAgentData?.mobile === true || userAgentData?.platform === "Android") return true;
  if (maxTouchPoints <= 1) return false;
  // Android browsers that ask for desktop pages look like Linux with a touch screen. So do a few
  // computers, but the redirect works there too.
  return isApple(traits) || /X11; .*Linux/.test(userAgent) || /^Linux (arm|aarch)/.test(platform);
}

export type WindowKind = "popup" | "redirect";
export type WayOut = { href: string } | "by-menu" | null;
export type { BrowserTraits };
