import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { expect, inventEmail, test } from "./story";

/**
 * Every page and state, at a phone's width and a desk's, in light and dark, in both languages:
 * looked at by axe (WCAG 2.2 AA), and kept as pictures in e2e/.output/screens.
 */
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const words = {
  ko: {
    agreeAll: "모두 동의하기",
    agree: "동의하고 계속하기",
    verify: "본인인증하기",
    sameTab: "이 화면에서 계속하기",
    join: "가입하기",
    email: "이메일",
    password: "비밀번호",
    logIn: "로그인",
  },
  en: {
    agreeAll: "Agree to all",
    agree: "Agree and continue",
    verify: "Verify identity",
    sameTab: "Continue in this tab",
    join: "Create account",
    email: "E-mail",
    password: "Password",
    logIn: "Log in",
  },
};

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const locale of ["ko", "en"] as const) {
      test.describe(`${width} px, ${colorScheme}, ${locale}`, () => {
        test.use({
          viewport: { width, height: width === 360 ? 780 : 860 },
          colorScheme,
          locale: locale === "ko" ? "ko-KR" : "en-GB",
          contextOptions: { reducedMotion: "reduce" },
        });

        test("every page and state", async ({ page, person }) => {
          test.setTimeout(120_000);
          const text = words[locale];
          const keep = (name: string) => look(page, `${name}-${width}-${colorScheme}-${locale}`);
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
          await page.getByLabel(text.email).fill(inventEmail());
          await page.getByLabel(text.password, { exact: true }).fill("correct horse battery");
          await keep("details");
          await page.getByRole("button", { name: text.join }).click();
          await expect(page).toHaveURL(/complete/);
          await keep("complete");
          await page.goto("/account");
          await keep("account");

          await page.context().clearCookies({ name: "verified-signup" });
          await page.goto("/signup");
          await page.getByRole("checkbox", { name: text.agreeAll }).check();
          await page.getByRole("button", { name: text.agree }).click();
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
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  );
  const { violations } = axeSchema.parse(found);
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  expect(told, name).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

const axeSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
