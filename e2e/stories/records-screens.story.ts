import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { documents } from "@/lib/consents/documents";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { limits, type LimitName } from "@/lib/limits/limits";
import { spend } from "@/lib/limits/spend";
import { seedMembers } from "@/prisma/seeding/seed";
import { bytes, inventPasskey } from "@/prisma/row.fixture";
import {
  inventAdministrator,
  passAdministratorTime,
} from "../support/administration/administrators";
import { linkIn, mailTo } from "../support/mail";
import { forEachLook, isComplete } from "../support/looks";
import { ago, decideAdvertising, fillAccount } from "../support/screens/fill-account";
import { join, password } from "../support/sign-up";
import { startStack, type Stack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";

/** What is recorded of people, and what administrators meet: at a phone's and a desk's width, in the light. */
forEachLook("both", ({ colorScheme, locale, text, keeper }) => {
  if (!isComplete || colorScheme === "dark") return;
  const said = { ko, en }[locale];
  test.skip(({ viewport }) => viewport?.width === 768);
  test.describe.configure({ timeout: 300_000 });
  const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();
  const logIn = async (page: Page, { appUrl }: Stack, email: string) => {
    await page.context().clearCookies({ name: "verified-signup-admin" });
    await page.goto(`${appUrl}/admin/login`);
    await page.getByLabel(text.email).fill(email);
    await page.getByLabel(text.password, { exact: true }).fill(password);
    await press(page, text.logIn);
    await expect(page).toHaveURL(/\/admin(\/login\/code)?$/);
  };
  const keysOf = ({ settings }: Stack) => parseKeyRing(settings["CI_INDEX_KEYS"] ?? "");
  /** Uses a limit of an account up. */
  const exhaust = async (stack: Stack, db: Database, name: LimitName, account: string) => {
    const used = { statements: db.$statements, indexKeys: keysOf(stack) };
    const points = limits[name].find(({ by }) => by === "account")?.points ?? 0;
    for (let tries = 0; tries <= points; tries += 1)
      await spend(name, { account: account.toLowerCase() }, used);
  };

  test("everything that is recorded of a member", async ({ page, context, version }) => {
    const keep = keeper(page);
    const stack = await startStack({ version, settings: { REVERIFY_AFTER_DAYS: "365" } });
    const db = openDatabase(stack.databaseUrl);
    try {
      const place = { ...stack, sandbox: new SandboxControl(stack.sandboxUrl), version };
      const { key } = await place.sandbox.invent({});
      const { client, email } = await join(place, { person: key });
      const { id } = await db.account.findFirstOrThrow({ where: { email } });
      await fillAccount(db, id);
      await decideAdvertising(db, id, locale);
      const { texts } = documents.current("privacy", new Date());
      const privacy = { accountId: id, document: "privacy" };
      await db.consent.updateMany({ where: privacy, data: { textHash: texts.en.digest } });
      const terms = { accountId: id, document: "terms" };
      await db.consent.updateMany({ where: terms, data: { textHash: "0".repeat(64) } });
      await context.addCookies(
        [...client.cookies].map(([name, value]) => ({ name, value, url: stack.appUrl })),
      );
      for (const name of ["data", "consents", "sessions", "passkeys"]) {
        await page.goto(`${stack.appUrl}/account/${name}`);
        await keep(`records-${name}`);
      }
      await db.account.updateMany({
        where: { email },
        data: { createdAt: ago(345), verifiedAt: ago(345) },
      });
      await page.goto(`${stack.appUrl}/account`);
      await expect(page.getByText(said.account.dueSoonBody)).toBeVisible();
      await keep("account-due-soon");
      await page.goto(`${stack.appUrl}/account/verify`);
      await keep("reverify-due-soon");
      await db.account.updateMany({
        where: { email },
        data: { createdAt: ago(400), verifiedAt: ago(400) },
      });
      await page.goto(`${stack.appUrl}/account`);
      await expect(page).toHaveURL(/\/account\/verify/);
      await keep("reverify-due");

      for (const name of ["stepUp", "newPassword", "emailConfirmation"] as const) {
        await exhaust(stack, db, name, id);
      }
      await exhaust(stack, db, "login", email);
      await db.account.updateMany({
        where: { email },
        data: { recoveryFrozenUntil: ago(-5), recoveryReadyAt: ago(-1), suspendedAt: ago(1) },
      });
      await logIn(page, stack, await inventAdministrator(db, "owner"));
      await page.goto(`${stack.appUrl}/admin/people/${id}`);
      await keep("records-person");
      for (const more of await page.locator("main summary").all()) await more.click();
      await keep("records-person-opened");
      await page.goto(`${stack.appUrl}/admin/people/${id}?act=restore`);
      await keep("records-person-restore");
      await page.goto(`${stack.appUrl}/admin/attempts`);
      await keep("records-attempts");
      await db.account.updateMany({
        where: { email },
        data: { reverifyRequiredAt: ago(1), profileSealed: bytes(60), emailConfirmedAt: ago(1) },
      });
      await page.goto(`${stack.appUrl}/admin/people/${id}`);
      await expect(page.getByText(said.person.unreadable)).toBeVisible();
      await keep("records-person-unreadable");
      await page.goto(`${stack.appUrl}/admin/people?due=1`);
      await keep("records-people-due");
      await logIn(page, stack, await inventAdministrator(db, "viewer"));
      await page.goto(`${stack.appUrl}/admin/people/${id}`);
      await expect(page.getByText(said.person.needsOperator)).toBeVisible();
      await keep("records-person-viewer");
      await page.goto(`${stack.appUrl}/admin/people/nobody`);
      await expect(page.getByText(said.admin.goneTitle)).toBeVisible();
      await keep("admin-gone");
    } finally {
      await db.$disconnect();
      await stack.close();
    }
  });

  test("what administrators meet", async ({ page, version }) => {
    const keep = keeper(page);
    const stack = await startStack({ version, settings: { REVERIFY_AFTER_DAYS: "0" } });
    const db = openDatabase(stack.databaseUrl);
    const see = async (path: string, name: string) => {
      await page.goto(`${stack.appUrl}${path}`);
      await keep(name);
    };
    try {
      const owner = await inventAdministrator(db, "owner");
      await logIn(page, stack, owner);
      await logIn(page, stack, owner);
      await see("/admin", "figures-none");
      await see("/admin/exports", "exports-none");
      await see("/admin/audit", "audit-none");
      await see("/admin/people", "people-none");
      await seedMembers(stack.databaseUrl, 1_100, {
        keys: {
          sealKeys: parseKeyRing(stack.settings["CI_SEAL_KEYS"] ?? ""),
          indexKeys: keysOf(stack),
          duplicateKey: "ci",
        },
        now: new Date(),
        progress: () => undefined,
      });
      await see("/admin/people", "people-many");
      if (page.viewportSize()?.width === 360) {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        expect(height, "25 people on a phone").toBeLessThan(3_000);
      }
      await page.getByRole("link", { name: said.people.later }).click();
      await expect(page.getByRole("link", { name: said.people.earlier })).toBeVisible();
      await keep("people-second-page");
      await expect(async () => {
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog")).toBeVisible({ timeout: 500 });
      }).toPass();
      await keep("people-keys");
      await see("/admin/people?provider=inicis&decade=190", "people-empty");
      const search = async (term: string, name: string) => {
        await page.goto(`${stack.appUrl}/admin/people`);
        await page.getByRole("searchbox").fill(term);
        await page.getByRole("button", { name: said.people.find, exact: true }).click();
        await keep(name);
      };
      await page.goto(`${stack.appUrl}/admin/people`);
      await page.locator("[data-row]").first().click();
      await expect(page.getByText(said.person.never, { exact: true }).first()).toBeVisible();
      await keep("person-never-due");
      await search("1", "search-too-wide");
      await search("nobody-here@example.com", "search-nobody");
      const place = { ...stack, sandbox: new SandboxControl(stack.sandboxUrl), version };
      const { email } = await join(place, { person: (await place.sandbox.invent({})).key });
      await join(place, { person: (await place.sandbox.invent({})).key });
      await search("1234 1990", "search-found");
      await db.$executeRaw`UPDATE accounts SET phone_end_index = found.phone_end_index
        FROM (SELECT phone_end_index FROM accounts WHERE email = ${email}) AS found
        WHERE id IN (SELECT id FROM accounts ORDER BY id LIMIT 30)`;
      await search("1234 1990", "search-found-many");
      await db.account.updateMany({ where: { email }, data: { profileSealed: bytes(60) } });
      await db.$executeRaw`UPDATE accounts SET search_version = NULL WHERE email = ${email}`;
      await see("/admin/people", "people-unreadable");

      await see("/admin/exports?kind=attempts", "exports-attempts");
      await see("/admin/exports?kind=audit", "exports-audit");
      for (const each of await page.getByRole("checkbox").all()) await each.uncheck();
      await page.getByLabel(said.exports.from).fill("2026-11-02");
      await page.getByLabel(said.exports.until).fill("2026-11-01");
      await page.getByLabel(said.exports.ceiling).fill("0");
      await press(page, said.exports.request);
      await expect(page.getByText(said.exports.badRange)).toBeVisible();
      await keep("exports-all-wrong");
      await seedExports(db, owner);
      await page.goto(`${stack.appUrl}/admin/exports`);
      await page.getByLabel(said.exports.purpose).fill(said.exports.title);
      await page.getByLabel(said.exports.unmasked).check();
      await press(page, said.exports.request);
      await expect(page.getByText(said.exports.states.waiting)).toBeVisible();
      await page.getByLabel(said.exports.purpose).fill(said.exports.title);
      await press(page, said.exports.request);
      await expect(page.getByRole("button", { name: said.exports.make })).toBeVisible();
      await keep("exports-states");
      // Made by whoever asked, or changed after it was shown: neither is approved.
      const other = await inventAdministrator(db, "owner");
      await logIn(page, stack, other);
      await page.goto(`${stack.appUrl}/admin/exports`);
      const approve = page.getByRole("button", { name: said.exports.approve, exact: true });
      await expect(approve).toBeVisible();
      const asked = await db.administrator.findFirstOrThrow({ where: { email: owner } });
      const made = await db.administrator.findFirstOrThrow({ where: { email: other } });
      await db.auditEvent.create({
        data: {
          ...{ at: ago(0), kind: "administrator_created", chain: "rights" },
          ...{ actor: asked.id, subject: made.id, detail: {} },
        },
      });
      await approve.click();
      await expect(page.getByText(said.exports.mayNotApprove)).toBeVisible();
      await expect(approve, "no button for what is refused").toHaveCount(0);
      await keep("exports-may-not");
      await db.export.updateMany({ where: { state: "waiting" }, data: { state: "cancelled" } });
      await page
        .getByRole("listitem")
        .filter({ hasText: said.exports.inFull })
        .getByRole("button", { name: said.exports.turnDown })
        .click();
      await expect(page.getByText(said.exports.changedMeanwhile)).toBeVisible();
      await keep("exports-changed");
      await logIn(page, stack, owner);

      await page.goto(`${stack.appUrl}/admin/attempts`);
      await page.getByRole("textbox", { name: said.attemptsDesk.id }).fill("홍길동");
      await press(page, said.attemptsDesk.findById);
      await expect(page.getByText(said.attemptsDesk.badId)).toBeVisible();
      await keep("attempts-bad-id");
      await see("/admin/attempts?code=under_age", "attempts-empty");

      await db.auditEvent.create({ data: { at: ago(40), kind: "backup_made", detail: {} } });
      await see("/admin/audit", "audit-overdue");
      await page.getByLabel(said.auditLog.reviewFrom).fill("2026-11-02");
      await page.getByLabel(said.auditLog.reviewTo).fill("2026-11-01");
      await page.getByLabel(said.auditLog.findings).fill(" ");
      await page.getByLabel(said.auditLog.followUp).fill(" ");
      await press(page, said.auditLog.record);
      await expect(page.getByText(said.auditLog.badRange)).toBeVisible();
      await keep("audit-review-wrong");
      await see("/admin/audit?whom=nobody0000000000", "audit-empty");

      await db.administrator.updateMany({ data: { createdAt: ago(340) } });
      await see("/admin", "rights-check-due");
      await db.administrator.updateMany({ data: { createdAt: ago(400) } });
      const second = await inventAdministrator(db, "operator");
      await exhaust(stack, db, "administratorLogin", second);
      await page.goto(`${stack.appUrl}/admin/administrators`);
      await page.getByLabel(said.administrators.name, { exact: true }).fill(" ");
      await page.getByLabel(said.administrators.email, { exact: true }).fill("new@example.com");
      await press(page, said.administrators.invite);
      await expect(page.getByText(said.administrators.nameMissing)).toBeVisible();
      await keep("administrators-name-missing");
      await page.getByLabel(said.administrators.name, { exact: true }).fill("김새롬");
      await press(page, said.administrators.invite);
      await expect(page.getByText(/김새롬 · new@/)).toBeVisible();
      await keep("administrators-invited");
      await press(page, said.administrators.remove);
      await expect(page.getByRole("dialog")).toBeVisible();
      await keep("administrators-remove");
      const invited = linkIn(await mailTo(stack.sandboxUrl, "new@example.com"));
      await see(invited, "administrator-invitation");

      await passAdministratorTime(db, owner);
      await see("/admin/exports", "exports-proof");
      await see("/admin/me", "admin-me-proof");
      const { id } = await db.administrator.findFirstOrThrow({ where: { email: owner } });
      await db.passkey.create({ data: inventPasskey({ administratorId: id }) });
      await db.recoveryCode.create({ data: { administratorId: id, codeHash: randomBytes(32) } });
      await see("/admin/me", "admin-me-passkey");
      const without = await page.context().newPage();
      await without.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
      await db.administratorSession.updateMany({ data: { provedAt: new Date() } });
      await without.goto(`${stack.appUrl}/admin/me`);
      await expect(without.getByText(said.ownAdmin.passkeysUnsupported)).toBeVisible();
      await keeper(without)("admin-me-unsupported");
      await without.close();
      await page.goto(`${stack.appUrl}/admin/me`);
      await press(page, said.ownAdmin.codesRenew);
      await expect(page.getByRole("button", { name: said.ownAdmin.codesKept })).toBeVisible();
      await keep("admin-codes");
      await page.context().clearCookies({ name: "verified-signup-admin" });
      await logIn(page, stack, owner);
      await expect(page.getByRole("button", { name: /passkey|패스키/ }).first()).toBeVisible();
      await keep("admin-code-passkey");
    } finally {
      await db.$disconnect();
      await stack.close();
    }
  });
});

/** One in each state that is not passed through in a moment. */
async function seedExports(db: Database, email: string): Promise<void> {
  const { id: requesterId } = await db.administrator.findFirstOrThrow({ where: { email } });
  for (const [state, fault] of [
    ["cancelled", null],
    ["failed", "more_than_ceiling"],
    ["failed", "lost"],
    ["failed", "unexpected"],
    ["expired", null],
  ] as const) {
    const asked = { kind: "people", columns: ["id", "email"], ceiling: 100, isMasked: true };
    await db.export.create({
      data: {
        ...{ id: `export-${state}-${fault ?? ""}`, state, fault, requesterId, ...asked },
        ...{ purpose: "점검", digest: "0".repeat(64), createdAt: ago(1), expiresAt: ago(-1) },
      },
    });
  }
}
