import { writeFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { findBarriers, measureOverflow } from "./axe";
import { expect, test } from "./story";

/** What is pressed and filled, in both languages. */
export const words = {
  ko: {
    agreeAll: "모두 동의하기",
    agree: "동의하고 계속하기",
    verify: "본인인증하기",
    sameTab: "이 화면에서 계속하기",
    askAgain: "결과 다시 확인하기",
    join: "가입하기",
    notMe: "본인이 아니신가요?",
    email: "이메일",
    password: "비밀번호",
    logIn: "로그인",
    leave: "탈퇴하기",
    showAll: "전부 보기",
    current: "지금 쓰는 비밀번호",
  },
  en: {
    agreeAll: "Agree to all",
    agree: "Agree and continue",
    verify: "Verify identity",
    sameTab: "Continue in this tab",
    askAgain: "Check the result again",
    join: "Create account",
    notMe: "Not you?",
    email: "E-mail",
    password: "Password",
    logIn: "Log in",
    leave: "Delete account",
    showAll: "Show everything",
    current: "Your current password",
  },
};

/** `npm run screens` takes all combinations and a tablet's width too. */
export const isComplete = process.env["SCREENS"] === "all";
const sizes = [
  { width: 360, height: 780 },
  { width: 1280, height: 860 },
  ...(isComplete ? [{ width: 768, height: 1024 }] : []),
];

/**
 * The same stories at phone and desktop width, light and dark, in both languages: all of these for the pictures. In
 * `npm test` a phone's light Korean, a desk's dark English, or both.
 */
export function forEachLook(
  inTests: "phone" | "desk" | "both",
  stories: (look: Look) => void,
): void {
  for (const { width, height } of sizes) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const locale of ["ko", "en"] as const) {
        const isPhone = width === 360 && colorScheme === "light" && locale === "ko";
        const isDesk = width === 1280 && colorScheme === "dark" && locale === "en";
        const isTested = (isPhone && inTests !== "desk") || (isDesk && inTests !== "phone");
        if (!isComplete && !isTested) continue;
        test.describe(`${width} px, ${colorScheme}, ${locale}`, () => {
          test.use({
            viewport: { width, height },
            colorScheme,
            locale: locale === "ko" ? "ko-KR" : "en-GB",
            contextOptions: { reducedMotion: "reduce" },
          });
          test.beforeEach(async ({ context }) => {
            if (isComplete) await waitForFonts(context);
          });
          // The last page may still ask for its styles.
          test.afterEach(({ context }) => context.unrouteAll({ behavior: "ignoreErrors" }));
          const keeper = (page: Page) => (name: string, how?: How) =>
            keepPicture(page, `${name}-${width}-${colorScheme}-${locale}`, how);
          stories({ colorScheme, locale, text: words[locale], keeper });
        });
      }
    }
  }
}

/** A page does without a font that comes late, and stays without it: not what a picture is to show. */
async function waitForFonts(context: BrowserContext): Promise<void> {
  await context.route(/\.css(\?|$)/, async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replaceAll(
      /font-display: ?optional/g,
      "font-display:block",
    );
    await route.fulfill({ response, body: text });
  });
}

export async function agree(
  page: Page,
  text: { agreeAll: string; agree: string; verify: string },
): Promise<void> {
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: text.agreeAll }).check();
  await page.getByRole("button", { name: text.agree }).click();
  await expect(page.getByRole("button", { name: text.verify })).toBeVisible();
}

export async function verify(page: Page, button: string, key: string): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: button }).click();
  const popup = await opened;
  await popup.locator(`input[name="person"][value="${key}"]`).check();
  await popup.locator('[name="outcome"][value="verified"]').click();
}

const screens = "e2e/.output/screens";

/** All that a reader or a screen reader meets on the page. */
function readTexts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label], [alt]")].map(
      (each) => each.getAttribute("aria-label") ?? each.getAttribute("alt") ?? "",
    );
    return [document.title, document.body.innerText, ...named].join("\n");
  });
}

/** Checks it by axe (WCAG 2.2 AA), and saves picture and texts for `npm run screens`. */
async function keepPicture(page: Page, name: string, { isJudged = true }: How = {}): Promise<void> {
  await expect(page).toHaveTitle(/./);
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  if (isComplete) {
    // Nothing is drawn as under a finger that pressed something else before.
    await page.mouse.move(0, 0);
    // Of a whole page a dialog would shade but the part that is seen.
    const fullPage = (await page.locator("dialog[open]").count()) === 0;
    await page.screenshot({ path: `${screens}/${name}.png`, fullPage });
    writeFileSync(`${screens}/${name}.txt`, await readTexts(page));
  }
  if (isJudged) expect(await findBarriers(page), name).toEqual([]);
  expect(await measureOverflow(page), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** `isJudged`: by axe, which waits for a page's timers; without scripts none comes. */
type How = { isJudged?: boolean };
export type Look = {
  colorScheme: "light" | "dark";
  locale: "ko" | "en";
  text: (typeof words)["ko" | "en"];
  keeper: (page: Page) => (name: string, how?: How) => Promise<void>;
};
