/**
 * How the verification window opens, decided before the click is spent: a popup where popups work,
 * the whole page on phones, tablets and inside other apps, where they are blocked or get lost.
 */
export function chooseWindow({ userAgent, maxTouchPoints }: BrowserTraits): WindowKind {
  const mobile = /Android|iPhone|iPad|iPod|Mobile|SamsungBrowser/i.test(userAgent);
  const insideAnApp = appAround(userAgent) !== null;
  return mobile || isIPad(userAgent, maxTouchPoints) || insideAnApp ? "redirect" : "popup";
}

/**
 * How to leave the browser inside an app for the person's own: some apps block the way to the PASS
 * app. Null in a browser of its own.
 */
export function chooseWayOut({ userAgent, maxTouchPoints }: BrowserTraits, page: URL): WayOut {
  const app = appAround(userAgent);
  if (app === null) return null;
  const { href, host, pathname, protocol } = page;
  if (app === "kakaotalk") {
    return { href: `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}` };
  }
  if (app === "line") {
    const outside = new URL(page);
    outside.searchParams.set("openExternalBrowser", "1");
    return { href: outside.href };
  }
  const apple = /iPhone|iPad|iPod/.test(userAgent) || isIPad(userAgent, maxTouchPoints);
  // No app on iOS can be told to hand a page over; its menu can.
  if (apple) return "by-menu";
  return { href: `intent://${host}${pathname}#Intent;scheme=${protocol.slice(0, -1)};end` };
}

/** An iPad claims to be a Mac; no Mac has a touch screen. */
function isIPad(userAgent: string, maxTouchPoints: number): boolean {
  return /Macintosh/.test(userAgent) && maxTouchPoints > 1;
}

function appAround(userAgent: string): "kakaotalk" | "line" | "other" | null {
  if (/KAKAOTALK/i.test(userAgent)) return "kakaotalk";
  if (/\bLine\//i.test(userAgent)) return "line";
  // `wv` is how Android's WebView names itself.
  const other = /NAVER\(inapp|DaumApps|Instagram|FBAN|FBAV|FB_IAB|Android.*; wv\)/i;
  return other.test(userAgent) ? "other" : null;
}

export type WindowKind = "popup" | "redirect";
export type WayOut = { href: string } | "by-menu" | null;
export type BrowserTraits = { userAgent: string; maxTouchPoints: number };
