/** What the browsers that people join with say of themselves. */
const iOS =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const android =
  "Mozilla/5.0 (Linux; Android 16; SM-S938N Build/BP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/148.0.0.0 Mobile Safari/537.36";
const androidBrowser = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)";
const mac =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const windows =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36";

export const browsers: readonly Browser[] = [
  atADesk("Chrome on Windows", windows),
  // A touch screen alone makes no tablet.
  atADesk("Chrome on a Windows touch screen", windows, 10),
  atADesk("Edge", `${windows} Edg/148.0.0.0`),
  atADesk("Whale on Windows", `${windows} Whale/4.35.351.12`),
  atADesk("Safari on a Mac", `${mac} Version/19.1 Safari/605.1.15`),
  inTheHand("an iPad that claims to be a Mac", `${mac} Version/19.1 Safari/605.1.15`),
  inTheHand("Safari on an iPhone", `${iOS} Version/19.1 Mobile/15E148 Safari/604.1`),
  inTheHand("Chrome on an iPhone", `${iOS} CriOS/148.0.0.0 Mobile/15E148 Safari/604.1`),
  inTheHand("Chrome on Android", `${androidBrowser} Chrome/148.0.0.0 Mobile Safari/537.36`),
  inTheHand(
    "Samsung Internet",
    `${androidBrowser} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
  ),
  inTheHand(
    "Samsung Internet that asks for desktop pages",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36",
  ),
  inTheHand("KakaoTalk on Android", `${android};KAKAOTALK 2512030`, "kakaotalk"),
  inTheHand("KakaoTalk on an iPhone", `${iOS} Mobile/15E148 KAKAOTALK 25.9.2`, "kakaotalk"),
  inTheHand("Naver on Android", `${android} NAVER(inapp; search; 2000; 12.14.2)`, "intent"),
  inTheHand(
    "Naver on an iPhone",
    `${iOS} Mobile/15E148 NAVER(inapp; search; 2000; 12.14.2; 17PRO)`,
    "by-menu",
  ),
  inTheHand("Instagram on Android", `${android} Instagram 401.0.0.48.79 Android`, "intent"),
  inTheHand(
    "Instagram on an iPhone",
    `${iOS} Mobile/15E148 Instagram 401.0.0.31.77 (iPhone17,1; iOS 19_1; ko_KR)`,
    "by-menu",
  ),
  inTheHand("Facebook on Android", `${android} [FB_IAB/FB4A;FBAV/530.0.0.48.74;]`, "intent"),
  inTheHand(
    "Facebook on an iPhone",
    `${iOS} Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0.36.75;FBDV/iPhone17,1]`,
    "by-menu",
  ),
  inTheHand(
    "Facebook on an iPad that claims to be a Mac",
    `${mac} Mobile/15E148 [FBAN/FBIOS;FBAV/530.0.0.36.75]`,
    "by-menu",
  ),
  inTheHand("Line on Android", `${android} Line/15.17.1/IAB`, "line"),
  inTheHand("Line on an iPhone", `${iOS} Safari Line/15.17.1`, "line"),
  inTheHand("another app's WebView", android, "intent"),
];

function atADesk(name: string, userAgent: string, touch = 0): Browser {
  return { name, userAgent, touch, window: "popup", out: "none" };
}

function inTheHand(name: string, userAgent: string, out: Browser["out"] = "none"): Browser {
  return { name, userAgent, touch: 5, window: "redirect", out };
}

export type Browser = {
  name: string;
  userAgent: string;
  /** Fingers at once, `navigator.maxTouchPoints`. */
  touch: number;
  window: "popup" | "redirect";
  out: "none" | "by-menu" | "kakaotalk" | "line" | "intent";
};
