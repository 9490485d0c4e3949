import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { findBarriers, measureOverflow } from "../support/axe";
import { passTime } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

/**
 * Every page and state, at phone and desktop width, light and dark, in both languages: checked by
 * axe (WCAG 2.2 AA) and saved as pictures in e2e/.output/screens.
 */
const words = {
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
    notMe: "Is this not you?",
    email: "E-mail",
    password: "Password",
    logIn: "Log in",
    leave: "Leave and delete everything",
    showAll: "Show everything",
    current: "Your current password",
  },
};

/** `npm run screens` takes all combinations and a tablet's width too. */
const isComplete = process.env["SCREENS"] === "all";
const sizes = [
  { width: 360, height: 780 },
  { width: 1280, height: 860 },
  ...(isComplete ? [{ width: 768, height: 1024 }] : []),
];

for (const { width, height } of sizes) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["ko", "en"] as const) {
      // Each pair of the three once; all eight for the pictures.
      const isDue =
        isComplete || ((width === 360) === (locale === "ko")) === (colorScheme === "light");
      if (!isDue) continue;
      test.describe(`${width} px, ${colorScheme}, ${locale}`, () => {
        test.use({
          viewport: { width, height },
          colorScheme,
          locale: locale === "ko" ? "ko-KR" : "en-GB",
          contextOptions: { reducedMotion: "reduce" },
        });

        const keeper = (page: Page) => (name: string) =>
          look(page, `${name}-${width}-${colorScheme}-${locale}`);

        const endings = isComplete || colorScheme === "light";
        if (endings)
          test("every way that ends, and every page aside", async ({ page, context }) => {
            test.setTimeout(120_000);
            const text = words[locale];
            const keep = keeper(page);
            await page.goto("/privacy");
            await keep("privacy");
            await page.goto("/signup?code=attempt_expired");
            await keep("attempt-expired");
            await page.goto("/signup?code=rate_limited");
            await keep("rate-limited");
            for (const [key, name] of [
              ["one-day-too-young", "refused-under-age"],
              ["no-ci", "refused-no-ci"],
            ] as const) {
              await context.clearCookies();
              await agree(page, text);
              await verify(page, text.verify, key);
              await expect(page).toHaveURL(/refused/);
              await keep(name);
            }
            await context.clearCookies();
            await agree(page, text);
            await page.goto("/signup?code=provider_unavailable");
            await keep("provider-unavailable");
            await page.route("**/certifications", (route) => route.fulfill({ status: 504 }));
            await verify(page, text.verify, "adult");
            await expect(page.getByRole("button", { name: text.askAgain })).toBeVisible();
            await keep("unanswered");
            await page.goto("/login");
            await page.getByLabel(text.email).fill("someone@gmial.com");
            await page.getByLabel(text.email).blur();
            await expect(page.getByRole("button", { name: "someone@gmail.com" })).toBeVisible();
            await keep("email-suggestion");
          });

        if (endings)
          test("a member's own pages", async ({ page, person, db }) => {
            const text = words[locale];
            const keep = keeper(page);
            await agree(page, text);
            await verify(page, text.verify, person.key);
            const email = inventEmail();
            await page.getByLabel(text.email).fill(email);
            await page.getByLabel(text.password, { exact: true }).fill("correct horse battery");
            await page.getByRole("button", { name: text.join }).click();
            await expect(page).toHaveURL(/complete/);
            await page.goto("/account");
            await page.getByRole("button", { name: text.showAll }).click();
            await expect(page).toHaveURL(/account\/show/);
            await keep("account-in-full");
            for (const path of ["sessions", "consents", "data"]) {
              await page.goto(`/account/${path}`);
              await keep(`account-${path}`);
            }
            await passTime(db, email);
            await page.goto("/account");
            await page.getByText(text.showAll, { exact: true }).click();
            await keep("account-step-up");
            await page.goto("/account/sessions");
            await keep("account-sessions-step-up");
          });

        if (endings)
          test("leaving, and coming back too early", async ({ page, person, db }) => {
            const text = words[locale];
            const keep = keeper(page);
            await agree(page, text);
            await verify(page, text.verify, person.key);
            const email = inventEmail();
            await page.getByLabel(text.email).fill(email);
            await page.getByLabel(text.password, { exact: true }).fill("correct horse battery");
            await page.getByRole("button", { name: text.join }).click();
            await expect(page).toHaveURL(/complete/);
            await passTime(db, email);
            await page.goto("/account/leave");
            await page.getByLabel(text.current).fill("not the password");
            await page.getByRole("button", { name: text.leave }).click();
            await expect(page.locator("main [role=alert]").first()).toBeVisible();
            await keep("leave");
            await page.getByLabel(text.current).fill("correct horse battery");
            await page.getByRole("button", { name: text.leave }).click();
            await expect(page).toHaveURL(/account\/left/);
            await keep("left");
            await agree(page, text);
            await verify(page, text.verify, person.key);
            await expect(page).toHaveURL(/refused/);
            await keep("refused-rejoin");
          });

        test("every page and state", async ({ page, sandbox }) => {
          // A name of usual length, for a realistic picture.
          const person = await sandbox.invent({
            name: `홍${"가나다라마바사"[randomInt(7)] ?? ""}${"아자차카타파하"[randomInt(7)] ?? ""}`,
            birthday: `${randomInt(1960, 2000)}-${randomInt(10, 13)}-${randomInt(10, 29)}`,
          });
          test.setTimeout(120_000);
          const text = words[locale];
          const keep = keeper(page);
          await page.goto("/");
          await expect(page.locator("html")).toHaveAttribute("lang", locale);
          await keep("home");
          await page.goto("/terms");
          await keep("terms");
          await page.goto("/nowhere");
          await keep("not-found");

          await page.goto("/signup");
          await page.getByRole("button", { name: text.agree }).click();
          await expect(page.locator("main [role=alert]").first()).toBeVisible();
          await keep("consent-missing");
          await page.getByRole("checkbox", { name: text.agreeAll }).check();
          await keep("consent");
          await page.getByRole("button", { name: text.agree }).click();
          await expect(page.getByRole("button", { name: text.verify })).toBeVisible();
          await keep("verify");
          const opened = page.waitForEvent("popup");
          await page.getByRole("button", { name: text.verify }).click();
          const popup = await opened;
          await expect(page.getByRole("button", { name: text.sameTab })).toBeVisible();
          await keep("waiting");
          await popup.locator('[name="outcome"][value="cancelled"]').click();
          await expect(page.getByRole("button", { name: text.verify })).toBeVisible();
          await keep("cancelled");
          await verify(page, text.verify, person.key);
          await expect(page).toHaveURL(/details/);
          await page.getByLabel(text.email).fill("nobody");
          await page.getByRole("button", { name: text.join }).click();
          await expect(page.locator("main [role=alert]").first()).toBeVisible();
          await keep("details-problem");
          await page.reload();
          await page.getByRole("button", { name: text.notMe }).click();
          await expect(page.getByRole("dialog")).toBeVisible();
          await keep("start-over");
          await page.keyboard.press("Escape");
          await page.getByLabel(text.email).fill(inventEmail());
          await page.getByLabel(text.password, { exact: true }).fill("correct horse battery");
          await keep("details");
          await page.getByRole("button", { name: text.join }).click();
          await expect(page).toHaveURL(/complete/);
          await keep("complete");
          await page.goto("/account");
          await keep("account");

          await page.context().clearCookies({ name: "verified-signup" });
          await agree(page, text);
          await verify(page, text.verify, person.key);
          await expect(page).toHaveURL(/refused/);
          await keep("refused-joined");

          await page.goto("/login");
          await page.getByLabel(text.email).fill("nobody@example.com");
          await page.getByLabel(text.password, { exact: true }).fill("not the password");
          await page.getByRole("button", { name: text.logIn }).click();
          await expect(page.locator("main [role=alert]").first()).toBeVisible();
          await keep("login-problem");
          await page.goto("/admin/login");
          await page.getByLabel(text.email).fill("admin@example.com");
          await page.getByLabel(text.password, { exact: true }).fill("sample-admin-password");
          await keep("admin-login");
          await page.getByRole("button", { name: text.logIn }).click();
          await expect(page).toHaveURL(/\/admin$/);
          await expect(page.getByRole("table")).toBeVisible();
          await keep("admin");
        });
      });
    }
  }
}

async function agree(page: Page, text: { agreeAll: string; agree: string; verify: string }) {
  await page.goto("/signup");
  await page.getByRole("checkbox", { name: text.agreeAll }).check();
  await page.getByRole("button", { name: text.agree }).click();
  await expect(page.getByRole("button", { name: text.verify })).toBeVisible();
}

async function verify(page: Page, button: string, key: string): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: button }).click();
  const popup = await opened;
  await popup.locator(`input[name="person"][value="${key}"]`).check();
  await popup.locator('[name="outcome"][value="verified"]').click();
}

async function look(page: Page, name: string): Promise<void> {
  await expect(page).toHaveTitle(/./);
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.screenshot({ path: `e2e/.output/screens/${name}.png` });
  expect(await findBarriers(page), name).toEqual([]);
  expect(await measureOverflow(page), `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}
