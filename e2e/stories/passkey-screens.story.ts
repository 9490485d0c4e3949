import { addAuthenticator } from "../support/authenticator";
import { forEachLook, verify, agree } from "../support/looks";
import { passTime } from "../support/sign-up";
import { expect, inventEmail, test } from "../support/story";

const passkeyWords = {
  ko: {
    add: "패스키 추가하기",
    added: "패스키를 추가했어요",
    manage: /관리$/,
    remove: "삭제하기",
    newPassword: "새 비밀번호",
    change: "비밀번호 바꾸기",
    weak: "아직 약해요",
    strong: "튼튼해요",
    wayOut: "기다리지 않고 본인인증하기",
  },
  en: {
    add: "Add a passkey",
    added: "The passkey was added",
    manage: /^Manage /,
    remove: "Remove",
    newPassword: "New password",
    change: "Change password",
    weak: "Still weak",
    strong: "Strong",
    wayOut: "Verify your identity instead",
  },
};

/** Every page and state of passkeys and of setting a password. */
forEachLook("phone", ({ locale, text, keeper }) => {
  const words = passkeyWords[locale];

  test("passkeys and passwords", async ({ page, person, db }) => {
    test.setTimeout(120_000);
    const keep = keeper(page);
    const authenticator = await addAuthenticator(page);
    await agree(page, text);
    await verify(page, text.verify, person.key);
    const email = inventEmail();
    await page.getByLabel(text.email).fill(email);
    const field = page.getByLabel(text.password, { exact: true });
    await field.fill("Superman2026!");
    await expect(page.getByText(words.weak)).toBeVisible();
    await keep("details-weak");
    await field.fill("correct horse battery");
    await expect(page.getByText(words.strong)).toBeVisible();
    await keep("details-strong");
    await page.getByRole("button", { name: text.join }).click();
    await expect(page.getByRole("button", { name: words.add })).toBeVisible();
    await keep("complete-offer");
    await page.goto("/account/passkeys");
    await expect(page.getByRole("button", { name: words.add })).toBeVisible();
    await keep("passkeys-none");
    await page.getByRole("button", { name: words.add }).click();
    await expect(page.getByRole("link", { name: words.manage })).toBeVisible();
    await keep("passkeys");
    await passTime(db, email);
    await page.reload();
    await expect(page.getByLabel(text.current)).toBeVisible();
    await keep("passkeys-confirm");
    await page.getByRole("link", { name: words.manage }).click();
    await page.getByRole("button", { name: words.remove }).click();
    await expect(page.locator("#currentPassword-problem")).toBeVisible();
    await keep("passkey-one");
    await page.goto("/account/password");
    await page.getByLabel(text.current).fill("correct horse battery");
    await page.getByLabel(words.newPassword, { exact: true }).fill("aaaaaaab");
    await page.getByRole("button", { name: words.change }).click();
    await expect(page.locator("#password-problem")).toBeVisible();
    await keep("password");
    await page.getByLabel(words.newPassword, { exact: true }).fill("quite another battery");
    await page.getByRole("button", { name: words.change }).click();
    await expect(page).toHaveURL(/done/);
    await keep("password-done");

    await authenticator.touch(false);
    await page.context().clearCookies({ name: "verified-signup" });
    await page.goto("/login");
    for (let tries = 0; tries < 11; tries += 1) {
      const answer = page.waitForResponse((response) => response.url().endsWith("/login/submit"));
      await page.getByLabel(text.email).fill(email);
      await page.getByLabel(text.password, { exact: true }).fill(`guess ${tries}`);
      await page.getByRole("button", { name: text.logIn, exact: true }).click();
      await answer;
    }
    await expect(page.getByRole("link", { name: words.wayOut })).toBeVisible();
    await keep("login-limited");
  });
});
