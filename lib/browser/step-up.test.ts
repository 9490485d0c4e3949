import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { byPassword, inventKeys, openMember } from "@/lib/accounts/sign-up.fixture";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { memberAccess } from "./access";
import { Browser } from "./browser.fixture";
import { stepUp } from "./step-up";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const rings = inventKeys();
vi.mock("next/headers", async () => (await import("./browser.fixture")).headersOfTest);
vi.mock("@/lib/config", () => ({
  config: () => ({
    ...rings,
    sessionSecrets: ["the only secret there is"],
    secureCookies: false,
    reverifyAfterDays: 365,
    appUrl: "http://localhost:3000",
    brand: { name: "Example", colour: null },
  }),
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
afterAll(() => database.$disconnect());

const password = "correct horse battery";
const later = new Date(Date.now() + 11 * 60_000);

describe("before a sensitive step", () => {
  let id: string;
  let browser: Browser;
  beforeEach(async () => {
    id = await openMember(database);
    browser = new Browser();
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
  });
  const step = (fields: Record<string, string>, at = later) =>
    browser.visit(() => stepUp(fields, { now: at }));
  const current = () => browser.visit(() => memberAccess.current());

  it("nobody is asked within ten minutes", async () => {
    expect(await step({}, new Date())).toMatchObject({ kind: "fresh", login: { id } });
  });

  it("one whose verification is too old verifies again first, but for leaving and their data", async () => {
    const verifiedAt = new Date(Date.now() - 367 * 24 * 3_600_000);
    await database.account.update({ where: { id }, data: { verifiedAt } });
    expect(await step({}, new Date())).toEqual({
      kind: "due",
      duty: "/account/verify?code=reverification_due",
    });
    const anyway = browser.visit(() => stepUp({}, { evenIfDue: true }));
    expect(await anyway).toMatchObject({ kind: "fresh" });
  });

  it("one who proved it long ago is asked, though the login is as old as it was", async () => {
    const needed = { kind: "refused", code: "authentication_needed" };
    expect(await step({})).toEqual(needed);
    expect(await step({ currentPassword: "" })).toEqual(needed);
    expect(await step({ password })).toEqual(needed);
  });

  it("the right password makes the login fresh, under a new token", async () => {
    const thief = new Browser();
    for (const [name, value] of browser.jar) thief.jar.set(name, value);
    const began = (await current())?.createdAt;
    const done = await step({ currentPassword: password });
    expect(done).toMatchObject({ kind: "fresh", login: { id, authenticatedAt: later } });
    expect(await current()).toMatchObject({ id, createdAt: began, authenticatedAt: later });
    // The token before finds the login for a minute, since this answer may be lost; it is not fresh.
    const stolen = await thief.visit(() => stepUp({}, { now: later }));
    expect(stolen).toMatchObject({ code: "authentication_needed" });
    expect((await step({})).kind).toBe("fresh");
  });

  it("a wrong password is refused, recorded, and after ten of them nothing helps for a while", async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await step({ currentPassword: `guess ${tries}` })).toEqual({
        kind: "refused",
        code: "wrong_password",
      });
    }
    const limited = await step({ currentPassword: password });
    expect(limited).toMatchObject({ kind: "refused", code: "rate_limited" });
    const where = { kind: "password_refused", subject: id };
    expect(await database.auditEvent.count({ where })).toBe(10);
    // The limit is this account's own.
    id = await openMember(database);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
    expect((await step({ currentPassword: password })).kind).toBe("fresh");
  });

  it("nobody is logged in, or not any more", async () => {
    await database.session.deleteMany({ where: { accountId: id } });
    expect(await step({ currentPassword: password })).toEqual({ kind: "nobody" });
    expect(await new Browser().visit(() => stepUp({ currentPassword: password }))).toEqual({
      kind: "nobody",
    });
  });
});
