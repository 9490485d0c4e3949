import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { generateSync } from "otplib";
import { browsers } from "@/app/verification/browsers.fixture";
import { createAdministrator } from "@/lib/admin/console";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { inventPasskey } from "@/prisma/row.fixture";
import { agree, forEachLook, isComplete, verify } from "../support/looks";
import { linkIn, mailTo } from "../support/mail";
import { join, password } from "../support/sign-up";
import { startStack } from "../support/stack";
import { expect, test as base } from "../support/story";

/** A service that admits children under 만 14 with a guardian's consent. */
const withGuardians = base.extend({
  stack: async ({ version }, use) => {
    const settings = { AGE_POLICY: "international:14", GUARDIAN_CONSENT: "on" };
    const stack = await startStack({ version, settings });
    await use(stack);
    await stack.close();
  },
});

/** What few people meet, for the sentences: taken at a phone's width, in the light, in both languages. */
forEachLook("both", ({ colorScheme, locale, text, keeper }) => {
  if (!isComplete || colorScheme === "dark") return;
  const said = { ko, en }[locale];
  base.skip(({ viewport }) => viewport?.width !== 360);
  base.describe.configure({ timeout: 180_000 });
  const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();

  withGuardians(
    "a child and a guardian",
    async ({ page, browser, sandbox, contextOptions, db }) => {
      const keep = keeper(page);
      await page.addInitScript(() => (navigator.share = () => Promise.resolve()));
      const invent = (birthday: string) => sandbox.invent({ birthday });
      const year = new Date().getFullYear();
      const child = await invent(`${year - 12}-01-01`);
      const minor = await invent(`${year - 17}-01-01`);
      const parent = await invent("1980-05-05");
      await agree(page, text);
      await verify(page, text.verify, child.key);
      await expect(page).toHaveURL(/\/signup\/guardian$/);
      await keep("guardian-needed");
      await press(page, said.guardian.make);
      const field = page.getByLabel(said.guardian.link, { exact: true });
      const link = await field.inputValue();
      await keep("guardian-link");
      await page.context().grantPermissions(["clipboard-write"]);
      await press(page, said.guardian.copy);
      await expect(page.getByRole("button", { name: said.guardian.copied })).toBeVisible();
      await keep("guardian-copied");

      const language = locale === "ko" ? "ko-KR" : "en-GB";
      for (const name of ["KakaoTalk on Android", "Instagram on an iPhone"]) {
        const { userAgent } = browsers.find((each) => each.name === name) ?? {};
        const inApp = await browser.newPage({
          ...{ ...contextOptions, viewport: { width: 360, height: 780 }, locale: language },
          ...(userAgent === undefined ? {} : { userAgent }),
        });
        await inApp.goto(link);
        await keeper(inApp)(`guardian-${name.split(" ")[0]}`);
        await inApp.getByRole("checkbox").check();
        await press(inApp, said.guardian.agreeSubmit);
        await expect(inApp).toHaveURL(/\/guardian$/);
        // Shown by a script.
        await expect(inApp.getByText(said.verify.wayOutHint)).toBeVisible();
        await keeper(inApp)(`guardian-${name.split(" ")[0]}-late`);
        await inApp.context().close();
      }

      const theirs = await browser.newPage({
        ...{ ...contextOptions, viewport: { width: 360, height: 780 }, locale: language },
      });
      const keepTheirs = keeper(theirs);
      await theirs.goto(link);
      await theirs.getByRole("checkbox").check();
      await keepTheirs("guardian-invitation");
      await press(theirs, said.guardian.agreeSubmit);
      await keepTheirs("guardian-verify");
      for (const [key, name] of [
        [child.key, "same-person"],
        [minor.key, "under-age"],
      ] as const) {
        await verify(theirs, text.verify, key);
        await expect(theirs.getByRole("button", { name: said.guardian.again })).toBeVisible();
        await keepTheirs(`guardian-${name}`);
        await press(theirs, said.guardian.again);
      }
      await verify(theirs, text.verify, parent.key);
      await expect(theirs.getByRole("heading", { name: said.guardian.doneTitle })).toBeVisible();
      await keepTheirs("guardian-done");
      await theirs.goto(link);
      await keepTheirs("guardian-link-over");
      await theirs.close();
      await expect(page).toHaveURL(/details/);
      await page.getByLabel(text.email).fill(`${child.key}@example.com`);
      await page.getByLabel(text.password, { exact: true }).fill(password);
      await press(page, text.join);
      await expect(page).toHaveURL(/complete/);
      await page.goto("/account/consents");
      await keep("guardian-own-consents");
      await page.goto("/account/data");
      await keep("guardian-own-data");
      await db.guardianConsent.updateMany({ data: { version: "2026-11-01" } });
      await page.goto("/account/consents");
      await keep("guardian-own-consents-past");

      await page.context().clearCookies();
      const sibling = await invent(`${year - 11}-01-01`);
      await agree(page, text);
      await verify(page, text.verify, sibling.key);
      await press(page, said.guardian.make);
      await page.getByRole("link", { name: said.guardian.here }).click();
      await page.getByRole("checkbox").check();
      await press(page, said.guardian.agreeSubmit);
      await verify(page, text.verify, parent.key);
      await expect(page.getByRole("link", { name: said.guardian.goOn })).toBeVisible();
      await keep("guardian-done-here");
    },
  );

  base("this was not me", async ({ page, context, stack, sandbox, version, db, person }) => {
    const keep = keeper(page);
    const { client, email } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    await db.account.updateMany({
      where: { email },
      data: { emailConfirmedAt: new Date(), locale },
    });
    const cookies = [...client.cookies].map(([name, value]) => ({
      ...{ name, value, url: stack.appUrl },
    }));
    await context.addCookies(cookies);
    await page.goto("/account/password");
    await page.getByLabel(said.password.new, { exact: true }).fill("quite another battery");
    const current = page.getByLabel(text.current);
    if (await current.isVisible()) await current.fill(password);
    await press(page, said.password.submit);
    await expect(page).toHaveURL(/done/);
    const subject = locale === "ko" ? "비밀번호가 바뀌었어요" : "password was changed";
    await page.goto(linkIn(await mailTo(stack.sandboxUrl, email, { subject })));
    await keep("link-not-me");
    await press(page, said.link.notMeSubmit);
    await expect(page.getByRole("heading", { name: said.link.notMeDoneTitle })).toBeVisible();
    await keep("link-not-me-done");

    await page.goto("/recover");
    await press(page, said.recover.start);
    await verify(page, text.verify, person.key);
    await page.getByLabel(said.recover.newPassword, { exact: true }).fill("a third good battery");
    await press(page, said.recover.submit);
    await expect(page).toHaveURL(/done/);
    const recovered = locale === "ko" ? "본인인증으로 비밀번호" : "after verification";
    await page.goto(linkIn(await mailTo(stack.sandboxUrl, email, { subject: recovered })));
    await keep("link-recovery-not-me");
    await press(page, said.link.notMeSubmit);
    await expect(page.getByText(said.link.notMeFrozenLead)).toBeVisible();
    await keep("link-recovery-not-me-done");
  });

  base("verifying again", async ({ page, context, stack, sandbox, version, person }) => {
    const keep = keeper(page);
    const { client } = await join(
      { appUrl: stack.appUrl, sandbox, version },
      { person: person.key },
    );
    const cookies = [...client.cookies].map(([name, value]) => ({
      ...{ name, value, url: stack.appUrl },
    }));
    await context.addCookies(cookies);
    await page.goto("/account/verify");
    await press(page, said.reverify.start);
    await keep("reverify-window");
    await verify(page, text.verify, person.key);
    await expect(page.getByRole("heading", { name: said.reverify.doneTitle })).toBeVisible();
    await keep("reverify-done");
  });

  base(
    "what an administrator does to an account",
    async ({ page, db, stack, sandbox, version }) => {
      const keep = keeper(page);
      const member = await sandbox.invent({});
      const { email } = await join(
        { appUrl: stack.appUrl, sandbox, version },
        { person: member.key },
      );
      const [account] = await db.account.findMany({ where: { email } });
      const name = `boss-${randomBytes(6).toString("hex")}@example.com`;
      await createAdministrator(db, { email: name, password, role: "owner" }, new Date());
      const logIn = async () => {
        await page.goto("/admin/login");
        await page.getByLabel(text.email).fill(name);
        await page.getByLabel(text.password, { exact: true }).fill(password);
        await press(page, text.logIn);
      };
      await logIn();
      await expect(page).toHaveURL(/\/admin$/);
      await page.goto("/admin/people?decade=190");
      await keep("admin-people-empty");
      const address = `/admin/people/${account?.id ?? ""}`;
      for (const act of Object.keys(said.person.acts)) {
        await page.goto(`${address}?act=${act}`);
        await keep(`admin-act-${act}`);
      }
      await page.goto(address);
      await page.locator("summary", { hasText: said.person.reveal }).click();
      await page.getByLabel(said.person.field).selectOption("name");
      await page.getByLabel(said.person.reason).selectOption("asked_by_member");
      await page
        .getByLabel(said.person.note)
        .fill(locale === "ko" ? "되물어 확인함" : "Asked back");
      await press(page, said.person.show);
      await expect(page.locator("[data-revealed]")).toBeVisible();
      await keep("admin-revealed");
      await page.goto(`${address}?act=suspend`);
      await page.getByLabel(said.person.reason).selectOption("abuse");
      await page.getByLabel(said.person.note).fill(locale === "ko" ? "신고 확인" : "Reported");
      await press(page, said.person.acts.suspend);
      await expect(
        page.getByText(said.person.done.replace("{act}", said.person.acts.suspend)),
      ).toBeVisible();
      await keep("admin-suspended");
      await page.goto(`${address}?act=restore`);
      await keep("admin-act-restore");

      await page.goto("/admin/me");
      await press(page, said.ownAdmin.setUp);
      const secret = (await page.locator("p.font-mono").innerText()).replace(/\s/g, "");
      const code = page.getByLabel(said.ownAdmin.codeNow);
      await code.fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) }));
      await press(page, said.ownAdmin.turnOn);
      await expect(page).toHaveURL(/\/admin\/me/);
      await keep("admin-me-on");
      const { id: administratorId } = await db.administrator.findFirstOrThrow({
        where: { email: name },
      });
      await db.passkey.create({ data: inventPasskey({ administratorId }) });
      await page.goto("/admin/administrators");
      await keep("administrators-factors");
      await db.passkey.deleteMany({ where: { administratorId } });
      await page.getByRole("button", { name: said.admin.logOut, exact: true }).click();
      await logIn();
      await expect(page).toHaveURL(/code$/);
      await keep("admin-code");
    },
  );
});
