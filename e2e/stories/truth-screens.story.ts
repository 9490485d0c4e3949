import { codes } from "@/lib/codes";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { agree, forEachLook, isComplete, verify } from "../support/looks";
import { password } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

/** A slow line, none, a lost answer, other tabs, and who is known: each state as a picture. */
forEachLook("both", ({ colorScheme, locale, text, keeper }) => {
  if (!isComplete && colorScheme === "dark") return;
  const said = { ko, en }[locale];

  test("a form on a bad line", async ({ browser, stack, contextOptions, viewport }) => {
    test.setTimeout(120_000);
    // A page of its own, since the browser reports lost answers in its console.
    const page = await browser.newPage({
      ...contextOptions,
      viewport,
      colorScheme,
      locale: locale === "ko" ? "ko-KR" : "en-GB",
      baseURL: stack.appUrl,
    });
    const keep = keeper(page);
    const press = () => page.getByRole("button", { name: text.logIn, exact: true }).click();
    await page.goto("/login");
    await press();
    await expect(page.getByText(said.codes.email_missing.body)).toBeVisible();
    await keep("form-empty");
    // Each look has its own, since tries at one address are limited.
    await page.getByLabel(text.email).fill(inventEmail());
    await page.getByLabel(text.password, { exact: true }).fill("a long password");
    await page.route("**/login/submit", (route) => route.abort());
    await press();
    await expect(page.getByText(said.forms.unsent)).toBeVisible();
    await keep("form-unsent");
    await page.unroute("**/login/submit");
    await page.context().setOffline(true);
    await press();
    await expect(page.getByText(said.forms.offline)).toBeVisible();
    await keep("form-offline");
    await page.context().setOffline(false);
    await expect(page.getByText(said.forms.unsent)).toBeVisible();
    await page.route("**/login/submit", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      await route.continue();
    });
    await press();
    await expect(page.getByText(said.forms.slow)).toBeVisible();
    await keep("form-slow");
    await expect(page.getByText(said.codes.invalid_credentials.title)).toBeVisible();
    await page.close();
  });

  test("the window, and who is known", async ({ page, context, person }) => {
    test.setTimeout(120_000);
    const keep = keeper(page);
    page.on("dialog", (dialog) => void dialog.accept());
    await page.addInitScript(() => {
      const open = window.open.bind(window);
      window.open = (...call) => (window.name === "blocked" ? null : open(...call));
    });
    await agree(page, text);
    await page.evaluate(() => (window.name = "blocked"));
    await page.getByRole("button", { name: text.verify }).click();
    await expect(page.getByText(said.verify.blocked)).toBeVisible();
    await keep("window-blocked");
    await page.evaluate(() => (window.name = ""));
    const opened = page.waitForEvent("popup");
    await page.getByRole("button", { name: said.verify.reopen }).click();
    const popup = await opened;
    await popup.locator(`input[name="person"][value="${person.key}"]`).check();
    await popup.locator('[name="outcome"][value="no_callback"]').click();
    await expect(page.getByText(said.verify.lost)).toBeVisible();
    await keep("window-lost");
    const second = await context.newPage();
    await second.goto("/signup");
    await verify(second, text.verify, person.key);
    await expect(second).toHaveURL(/details/);
    await page.getByRole("button", { name: text.verify }).click();
    await expect(page).toHaveURL(/details/);
    await keep("second-tab");
    await page.getByLabel(text.email).fill(inventEmail());
    await page.getByLabel(text.password, { exact: true }).fill(password);
    await page.getByRole("button", { name: text.join }).click();
    await expect(page).toHaveURL(/complete/);
    await page.goto("/");
    await keep("home-signed-in");
    await page.goto("/signup");
    await expect(page).toHaveURL(/account$/);
    await page.getByRole("button", { name: said.account.logOut }).click();
    await expect(page.getByText(said.home.loggedOut)).toBeVisible();
    await keep("home-logged-out");
    await page.goto("/login?code=already_joined");
    await expect(page.getByText(said.login.opened)).toBeVisible();
    await keep("login-opened");
  });

  test("every code", async ({ page, viewport }) => {
    // The sentences are what differs, not the look.
    test.skip(!isComplete || colorScheme === "dark" || viewport?.width !== 360);
    test.setTimeout(300_000);
    const keep = keeper(page);
    for (const code of Object.keys(codes)) {
      await page.goto(`/signup?code=${code}`);
      await keep(`code-${code}`);
    }
  });
});
