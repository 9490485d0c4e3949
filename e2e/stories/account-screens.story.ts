import { join, passTime } from "../support/sign-up";
import { forEachLook, verify } from "../support/looks";
import { expect, test } from "../support/story";
import { inventPasskey } from "@/prisma/row.fixture";

const lifeWords = {
  ko: {
    find: "본인인증으로 찾기",
    newPassword: "새 비밀번호",
    change: "비밀번호 바꾸기",
    wait: "24시간 기다리기",
    start: "본인인증 시작하기",
  },
  en: {
    find: "Verify my identity",
    newPassword: "New password",
    change: "Change password",
    wait: "Wait 24 hours",
    start: "Verify again",
  },
};

/** Every page and state of getting back in and of a member's own account. */
forEachLook("phone", ({ locale, text, keeper }) => {
  const life = lifeWords[locale];

  test("getting back in", async ({ page, context, person, stack, sandbox, version, db }) => {
    test.setTimeout(120_000);
    const keep = keeper(page);
    const find = async () => {
      await page.goto("/recover");
      await page.getByRole("button", { name: life.find }).click();
      await expect(page.getByRole("button", { name: text.verify })).toBeVisible();
    };
    await page.goto("/recover");
    await keep("recover");
    await find();
    await keep("recover-verify");
    await verify(page, text.verify, person.key);
    await expect(page).toHaveURL(/refused/);
    await keep("recover-not-found");
    const { email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    await context.clearCookies();
    await find();
    await verify(page, text.verify, person.key);
    await expect(page).toHaveURL(/recover\/password/);
    await keep("recover-password");
    await page.getByLabel(life.newPassword, { exact: true }).fill("quite another battery");
    await page.getByRole("button", { name: life.change }).click();
    await expect(page).toHaveURL(/done/);
    await keep("recover-done");
    const [account] = await db.account.findMany({ where: { email } });
    await db.passkey.create({ data: inventPasskey({ accountId: account?.id ?? "" }) });
    await context.clearCookies();
    await find();
    await verify(page, text.verify, person.key);
    await expect(page.getByRole("button", { name: life.wait })).toBeVisible();
    await expect(page.getByRole("button", { name: /passkey|패스키/ }).first()).toBeVisible();
    await keep("recover-passkey");
    await page.getByRole("button", { name: life.wait }).click();
    await expect(page.locator("main [role=status]").first()).toBeVisible();
    await keep("recover-wait");
    await context.clearCookies();
    const frozenUntil = new Date(Date.now() + 5 * 24 * 3_600_000);
    await db.account.updateMany({ where: { email }, data: { recoveryFrozenUntil: frozenUntil } });
    await find();
    await verify(page, text.verify, person.key);
    await expect(page).toHaveURL(/refused/);
    await keep("recover-frozen");
  });

  test("a member's own pages", async ({ page, person, stack, sandbox, version, db }) => {
    test.setTimeout(120_000);
    const keep = keeper(page);
    const { email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    await page.goto("/login");
    await keep("login");
    await page.getByLabel(text.email).fill(email);
    await page.getByLabel(text.password, { exact: true }).fill("correct horse battery");
    await page.getByRole("button", { name: text.logIn, exact: true }).click();
    await expect(page).toHaveURL(/\/account$/);
    await page.getByRole("button", { name: text.showAll }).click();
    await expect(page).toHaveURL(/account\/show/);
    await keep("account-in-full");
    await passTime(db, email);
    await page.goto("/account");
    await page.getByText(text.showAll, { exact: true }).click();
    await keep("account-step-up");
    await page.goto("/account/sessions");
    await keep("account-sessions-step-up");
    const now = { authenticatedAt: new Date() };
    await db.session.updateMany({ where: { account: { email } }, data: now });
    for (const name of [
      "password",
      "email",
      "passkeys",
      "sessions",
      "consents",
      "data",
      "verify",
    ]) {
      const answer = await page.goto(`/account/${name}`);
      expect(answer?.status(), name).toBe(200);
      await keep(`account-${name}`);
    }
  });
});
