import type { BrowserTraits } from "./browser-traits";

/** User agents of the browsers that people join with. */
const iOS =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const iPad = iOS.replace("iPhone; CPU iPhone OS", "iPad; CPU OS");
const android =
  "Mozilla/5.0 (Linux; Android 16; SM-S938N Build/BP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/148.0.0.0 Mobile Safari/537.36";
const androidBrowser = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)";
const linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)";
const mac =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const windows =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36";

export const browsers: readonly Browser[] = [
  atADesk("Chrome on Windows", windows),
  // A touch screen alone is no tablet.
  atADesk("Chrome on a Windows touch screen", windows, 10),
  atADesk("Edge", `${windows} Edg/148.0.0.0`),
  atADesk("Whale on Windows", `${windows} Whale/4.35.351.12`),
  atADesk("Safari on a Mac", `${mac} Version/19.1 Safari/605.1.15`),
  atADesk("Chrome on Linux", `${linux} Chrome/148.0.0.0 Safari/537.36`, 0, {
    userAgentData: { mobile: false, platform: "Linux" },
  }),
  atADesk(
    "Firefox on Linux",
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
  ),
  atADesk(
    "a Chromebook with a touch screen",
    linux.replace("Linux x86_64", "CrOS x86_64 14541.0.0") + " Chrome/148.0.0.0 Safari/537.36",
    10,
    { userAgentData: { mobile: false, platform: "Chrome OS" } },
  ),
  // Looks like a phone that asks for desktop pages. The redirect works there too.
  inTheHand("Chrome on a Linux touch screen", `${linux} Chrome/148.0.0.0 Safari/537.36`),
  inTheHand("an iPad that claims to be a Mac", `${mac} Version/19.1 Safari/605.1.15`),
  inTheHand("Safari on an iPhone", `${iOS} Version/19.1 Mobile/15E148 Safari/604.1`),
  inTheHand("Chrome on an iPhone", `${iOS} CriOS/148.0.0.0 Mobile/15E148 Safari/604.1`),
  inTheHand("Firefox on an iPhone", `${iOS} FxiOS/150.0 Mobile/15E148 Safari/605.1.15`),
  inTheHand("Firefox Focus on an iPhone", `${iOS} FxiOS/150.0 Mobile/15E148`),
  inTheHand(
    "Edge on an iPhone",
    `${iOS} Version/19.0 EdgiOS/148.0.3719.92 Mobile/15E148 Safari/604.1`,
  ),
  inTheHand("Whale on an iPhone", `${iOS} Version/19.1 Whale/3.7.1.1 Mobile/15E148 Safari/604.1`),
  inTheHand(
    "DuckDuckGo on an iPhone",
    `${iOS} Version/19.1 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`,
  ),
  inTheHand("Opera on an iPhone", `${iOS} Version/19.1 Mobile/15E148 Safari/604.1 OPT/6.4.1`),
  inTheHand("Chrome on an iPad", `${iPad} CriOS/148.0.0.0 Mobile/15E148 Safari/604.1`),
  // Its user agent is that of a web view; `standalone` shows that it was installed.
  inTheHand("an installed web app on an iPhone", `${iOS} Mobile/15E148`, "none", {
    standalone: true,
  }),
  inTheHand("Chrome on Android", `${androidBrowser} Chrome/148.0.0.0 Mobile Safari/537.36`),
  inTheHand("Chrome on an Android tablet", `${androidBrowser} Chrome/148.0.0.0 Safari/537.36`),
  inTheHand(
    "Firefox on Android",
    "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0",
  ),
  inTheHand(
    "Edge on Android",
    `${androidBrowser} Chrome/148.0.0.0 Mobile Safari/537.36 EdgA/148.0.0.0`,
  ),
  inTheHand(
    "Whale on Android",
    `${androidBrowser} Chrome/146.0.0.0 Whale/3.5.1.2 Mobile Safari/537.36`,
  ),
  inTheHand(
    "Samsung Internet",
    `${androidBrowser} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
  ),
  inTheHand(
    "Samsung Internet that asks for desktop pages",
    `${linux} SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36`,
  ),
  inTheHand(
    "Chrome on Android that asks for desktop pages",
    `${linux} Chrome/148.0.0.0 Safari/537.36`,
    "none",
    { userAgentData: { mobile: false, platform: "Linux" }, platform: "Linux armv81" },
  ),
  inTheHand(
    "Firefox on Android that asks for desktop pages",
    "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
  ),
  inTheHand("an Android browser that claims to be Windows", windows, "none", {
    platform: "Linux aarch64",
  }),
  inTheHand(
    "a phone that only its client hints tell",
    `${linux} Chrome/148.0.0.0 Safari/537.36`,
    "none",
    { userAgentData: { mobile: true, platform: "Android" } },
    0,
  ),
  ...insideApps(),
];

/**
 * The built-in browser of each app on Android and iOS; `kakaotalk` and `line` are handled on their
 * own.
 */
function insideApps(): Browser[] {
  const onAndroid = (app: string, words: string, out: Browser["out"] = "intent") =>
    inTheHand(`${app} on Android`, `${android}${words}`, out);
  const onIPhone = (app: string, words: string, out: Browser["out"] = "by-menu") =>
    inTheHand(`${app} on an iPhone`, `${iOS} ${words}`, out);
  const phone = "Mobile/15E148";
  return [
    onAndroid("KakaoTalk", ";KAKAOTALK 2512030", "kakaotalk"),
    onIPhone("KakaoTalk", `${phone} KAKAOTALK 25.9.2`, "kakaotalk"),
    onAndroid("Line", " Line/15.17.1/IAB", "line"),
    onIPhone("Line", "Safari Line/15.17.1", "line"),
    onAndroid("Naver", " NAVER(inapp; search; 2000; 12.14.2)"),
    onIPhone("Naver", `${phone} NAVER(inapp; search; 2000; 12.14.2; 17PRO)`),
    onIPhone("Naver Cafe", `${phone} NAVER(inapp; cafe; 320; 8.9.1)`),
    onAndroid("Instagram", " Instagram 401.0.0.48.79 Android"),
    onIPhone("Instagram", `${phone} Instagram 401.0.0.31.77 (iPhone17,1; iOS 19_1; ko_KR)`),
    onAndroid("Facebook", " [FB_IAB/FB4A;FBAV/530.0.0.48.74;]"),
    onIPhone("Facebook", `${phone} [FBAN/FBIOS;FBAV/530.0.0.36.75;FBDV/iPhone17,1]`),
    inTheHand(
      "Facebook on an iPad that claims to be a Mac",
      `${mac} Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0.36.75]`,
      "by-menu",
    ),
    onIPhone("Messenger", `${phone} [FBAN/MessengerForiOS;FBAV/512.0.0.34.109;FBDV/iPhone17,1]`),
    onAndroid("Threads", " Barcelona 401.0.0.48.79 Android (36/16; 480dpi; 1080x2340; samsung)"),
    onIPhone("Threads", `${phone} Barcelona 401.0.0.31.77 (iPhone17,1; iOS 19_1; ko_KR)`),
    onAndroid("TikTok", " trill_420505 JsSdk/1.0 NetType/WIFI AppName/trill BytedanceWebview/d8a2"),
    onIPhone(
      "TikTok",
      `${phone} musical_ly_42.5.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6`,
    ),
    onIPhone("TikTok for Korea", `${phone} trill_42.5.0 JsSdk/2.0 NetType/WIFI Region/KR`),
    onAndroid("Google", " GSA/17.24.34.28.arm64"),
    onIPhone("Google", `GSA/400.0.841872424 ${phone} Safari/604.1`),
    onAndroid("X", " TwitterAndroid"),
    onIPhone("X", `${phone} Twitter for iPhone/11.44`),
    onAndroid("Snapchat", " Snapchat/13.51.0.43 (SM-S938N; Android 16#S938NKSU; gzip)"),
    onIPhone("Snapchat", `${phone} Snapchat/13.51.0.43 (like Safari/8618.2.12.10.9, panda)`),
    onAndroid("Band", " BAND/26.3.4 (Android; PLANET)"),
    onIPhone("Band", `${phone} BAND/26.3.4 (iOS 19.1;iPhone17,1)`),
    onAndroid("WeChat", " XWEB/1340129 MMWEBSDK/20250904 MicroMessenger/8.0.64.2940(0x28004034)"),
    onIPhone("WeChat", `${phone} MicroMessenger/8.0.64(0x18004034) NetType/WIFI Language/ko`),
    onIPhone("LinkedIn", `${phone} [LinkedInApp]/9.31.4121`),
    onIPhone("Pinterest", `${phone} [Pinterest/iOS]`),
    onIPhone("Daum", `${phone} DaumApps/7.16 DaumDevice/mobile`),
    onAndroid("KakaoStory", ";KAKAOSTORY 7.9.0"),
    onIPhone("KakaoStory", `${phone} KAKAOSTORY 7.9.0`),
    onIPhone("Everytime", `${phone} everytimeApp/9.1.20`),
    onIPhone("Toss", `${phone} Safari/604.1 TossApp/5.240.0`),
    onIPhone("Coupang", `${phone} COUPANG(IOS; 9.2.1)`),
    onIPhone("Zum", `${phone} Safari/604.1 ZumApp/4.7`),
    onIPhone("Discord", `${phone} Discord/300.0`),
    onIPhone("Slack", `${phone} Slack/25.10.20`),
    inTheHand("another app's WebView", android, "intent"),
    inTheHand("a plain web view on an iPhone", `${iOS} Mobile/15E148`, "by-menu"),
    inTheHand("a plain web view on an iPad", `${iPad} Mobile/15E148`, "by-menu"),
    inTheHand("a plain web view on an iPad that claims to be a Mac", mac, "by-menu"),
    inTheHand(
      "an app of its own name on an iPhone",
      `${iOS} Mobile/15E148 InventedApp/1`,
      "by-menu",
    ),
  ];
}

function atADesk(name: string, userAgent: string, touch = 0, hints: Hints = {}): Browser {
  return { name, userAgent, touch, hints, window: "popup", out: "none" };
}

function inTheHand(
  name: string,
  userAgent: string,
  out: Browser["out"] = "none",
  hints: Hints = {},
  touch = 5,
): Browser {
  return { name, userAgent, touch, hints, window: "redirect", out };
}

type Hints = Omit<BrowserTraits, "userAgent" | "maxTouchPoints">;
export type Browser = {
  name: string;
  userAgent: string;
  /** `navigator.maxTouchPoints`. */
  touch: number;
  hints: Hints;
  window: "popup" | "redirect";
  out: "none" | "by-menu" | "kakaotalk" | "line" | "intent";
};
