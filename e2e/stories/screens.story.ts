import { randomInt } from "node:crypto";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { agree, forEachLook, isComplete, verify } from "../support/looks";
import { passTime } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

/**
 * Every page and state of joining, at phone and desktop width, light and dark, in both languages: checked
 * by axe (WCAG 2.2 AA) and saved as pictures in e2e/.output/screens.
 */
forEachLook("both", ({ colorScheme, locale, text, keeper }) => {
  const endings = isComplete || colorScheme === "light";
  if (endings)
    test("every way that ends, and every page aside", async ({ page, context }) => {
      test.setTimeout(120_000);
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
    test("leaving, and coming back too early", async ({ page, person, db }) => {
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
      await keep("leave");
      await page.getByLabel(text.current).fill("not the password");
      await page.getByRole("button", { name: text.leave }).click();
      await expect(page.locator("main [role=alert]").first()).toBeVisible();
      await keep("leave-problem");
      await page.getByLabel(text.current).fill("correct horse battery");
      await page.getByRole("button", { name: text.leave }).click();
      await expect(page).toHaveURL(/account\/left/);
      await keep("left");
      await agree(page, text);
      await verify(page, text.verify, person.key);
      await expect(page).toHaveURL(/refused/);
      await keep("refused-rejoin");
    });

  test("every page and state", async ({ page, sandbox, db }) => {
    // A name of usual length, for a realistic picture.
    const person = await sandbox.invent({
      name: `홍${"가나다라마바사"[randomInt(7)] ?? ""}${"아자차카타파하"[randomInt(7)] ?? ""}`,
      birthday: `${randomInt(1990, 2000)}-${randomInt(10, 13)}-${randomInt(10, 29)}`,
    });
    test.setTimeout(180_000);
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
    const email = inventEmail();
    await page.getByLabel(text.email).fill(email);
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
    await page.getByLabel(text.email).fill(inventEmail());
    await page.getByLabel(text.password, { exact: true }).fill("not the password");
    await page.getByRole("button", { name: text.logIn }).click();
    await expect(
      page.getByText({ ko, en }[locale].codes.invalid_credentials.title, { exact: true }).first(),
    ).toBeVisible();
    await keep("login-problem");
    await page.goto("/admin/login");
    await page.getByLabel(text.email).fill("admin@example.com");
    await page.getByLabel(text.password, { exact: true }).fill("sample-admin-password");
    await keep("admin-login");
    await page.getByRole("button", { name: text.logIn }).click();
    await expect(page).toHaveURL(/\/admin$/);
    await page.goto("/admin/people");
    await expect(page.getByRole("table")).toBeVisible();
    await keep("admin");
    await page.goto("/admin/people?after=tampered");
    await keep("admin-people-refused");
    await page.goto("/admin/people?decade=199");
    await keep("admin-people-filtered");
    // Whoever stands first may be leaving at this moment, in another story.
    const { id } = await db.account.findFirstOrThrow({ where: { email } });
    await page.goto(`/admin/people/${id}`);
    await page.locator("summary").first().click();
    await keep("admin-person");
    await page.goto(`${page.url()}?act=unlock`);
    await keep("admin-person-act");
    await page.goto("/admin/administrators");
    await keep("admin-administrators");
    await page.goto("/admin/me");
    await keep("admin-me");
    await page.locator("form[action*=second-factor] button").click();
    await expect(page).toHaveURL(/second-factor$/);
    await keep("admin-second-factor");
    await page.goto("/admin/nothing");
    await keep("admin-nothing");
  });
});
