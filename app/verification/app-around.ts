import { isApple, type BrowserTraits } from "./browser-traits";

/** The app whose built-in browser shows the page; null in a normal browser. */
export function appAround(traits: BrowserTraits): "kakaotalk" | "line" | "other" | null {
  const { userAgent } = traits;
  if (/KAKAOTALK/i.test(userAgent)) return "kakaotalk";
  if (/\bLine\//i.test(userAgent)) return "line";
  return namedApps.test(userAgent) || isPlainWebView(traits) ? "other" : null;
}

/** Apps that name themselves in the user agent; some add Safari. */
const namedApps = new RegExp(
  [
    "NAVER\\(|DaumApps|KAKAOSTORY|\\bBAND\\/|everytimeApp|TossApp|COUPANG|ZumApp",
    "Instagram|Barcelona|FBAN|FBAV|FB_IAB|musical_ly|BytedanceWebview|\\btrill_",
    "\\bGSA\\/|Twitter for iP|TwitterAndroid|Snapchat|MicroMessenger|LinkedInApp|\\[?Pinterest\\/",
    "Discord\\/|Slack\\/|Telegram|WhatsApp\\/|\\bReddit\\/|Viber\\/|Zalo",
  ].join("|"),
  "i",
);

/**
 * Android's WebView says `wv`. On iOS every browser says `Safari/` or its own name, a web view does
 * not. A page on the home screen also does not, but it is not inside an app.
 */
function isPlainWebView(traits: BrowserTraits): boolean {
  const { userAgent, standalone } = traits;
  if (/Android.*; wv\)/.test(userAgent)) return true;
  return (
    isApple(traits) &&
    standalone !== true &&
    /AppleWebKit\//.test(userAgent) &&
    !/Safari\//.test(userAgent) &&
    !ownBrowsers.test(userAgent)
  );
}

/** iOS browsers that may leave out `Safari/`. */
const ownBrowsers =
  /CriOS|FxiOS|EdgiOS|Whale|OPiOS|OPT\/|OPX\/|Focus\/|Klar\/|DuckDuckGo|Ddg\/|Brave|Vivaldi|YaBrowser|UCBrowser|SamsungBrowser|MiuiBrowser|Ecosia|Aloha|Puffin|Dolphin|Coast\//;
