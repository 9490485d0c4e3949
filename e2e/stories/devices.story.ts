import { browsers } from "@/app/verification/browsers.fixture";
import { agreeToAll, decideInWindow, expect, test } from "../support/story";

/** Each browser, by user agent and touch screen, up to e-mail and password. */
const links = {
  kakaotalk: /^kakaotalk:\/\/web\/openExternal\?url=http/,
  line: /\/signup\?openExternalBrowser=1$/,
  intent: /^intent:\/\/localhost:\d+\/signup#Intent;scheme=http;end$/,
} as const;

/** The others differ in the user agent only; window-choice.test.ts covers them. */
const alike =
  /Edge|Whale|Firefox|Opera|DuckDuckGo|touch screen|Chrome on|an? Mac$|Chromebook|claims to be Windows|client hints|on an iPhone|WebView|TikTok|Google|Snapchat|Band|WeChat|X on|Kakao|Threads/;
const walked = browsers.filter(
  ({ name }) =>
    /iPad that|asks for desktop|installed|Safari on an iPhone|KakaoTalk on A|plain web view on an iPhone/.test(
      name,
    ) || !alike.test(name),
);

for (const { name, userAgent, touch, hints, window, out } of walked) {
  test(`${name} verifies by ${window} (v1)`, async ({ browser, stack, sandbox }) => {
    const phone = window === "redirect";
    const context = await browser.newContext({
      baseURL: stack.appUrl,
      userAgent,
      locale: "ko-KR",
      hasTouch: touch > 0,
      ...(phone ? { viewport: { width: 390, height: 780 } } : {}),
    });
    await context.addInitScript(
      (told) => {
        for (const [trait, value] of Object.entries(told)) {
          Object.defineProperty(navigator, trait, { get: () => value });
        }
      },
      { ...hints, maxTouchPoints: touch },
    );
    const page = await context.newPage();
    const { key } = await sandbox.invent({});
    await agreeToAll(page);
    const wayOut = page.getByText("앱 안에서는 인증 화면이 열리지 않을 수 있어요.");
    await expect(wayOut).toHaveCount(out === "none" ? 0 : 1);
    if (out === "by-menu") await expect(page.getByText("앱의 메뉴에서")).toBeVisible();
    else if (out !== "none") {
      const link = page.getByRole("link", { name: "브라우저로 열기" });
      await expect(link).toHaveAttribute("href", links[out]);
    }
    // V1's script always opens a popup if it does not recognise a phone.
    const popsUp = window === "popup" || !/Android|iPhone|iPad|iPod|Mobile/i.test(userAgent);
    const opened = popsUp ? page.waitForEvent("popup") : Promise.resolve(page);
    await page.getByRole("button", { name: "본인인증하기" }).click();
    await decideInWindow(await opened, key);
    await expect(page).toHaveURL(/\/signup\/details$/);
    await context.close();
  });
}
