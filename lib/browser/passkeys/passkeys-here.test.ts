import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { byPassword, contextWith, inventKeys, openMember } from "@/lib/accounts/sign-up.fixture";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { Authenticator } from "@/lib/passkeys/authenticator.fixture";
import { userHandleOf } from "@/lib/passkeys/holders";
import { memberAccess } from "../access";
import { Browser } from "../browser.fixture";
import { formOwnerMark } from "@/lib/own-account/form-owner";
import type { PasskeyPurpose } from "../cookie";
import {
  addPasskeyHere,
  confirmByPasskey,
  isConfirmedByPasskey,
  logInByPasskey,
  passkeyOptionsHere,
  recoverByPasskey,
} from "./passkeys-here";

const [{ url } = { url: "" }] = inject("databases");
const database = openDatabase(url);
const rings = inventKeys();
const origin = "https://signup.example.com";
const site = { origin, rpId: "signup.example.com" };
vi.mock("next/headers", async () => (await import("../browser.fixture")).headersOfTest);
vi.mock("@/lib/config", () => ({
  config: () => ({
    ...rings,
    sessionSecrets: ["the only secret there is"],
    secureCookies: false,
    reverifyAfterDays: 365,
    appUrl: "https://signup.example.com",
    brand: { name: "Example", colour: null },
  }),
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
afterAll(() => database.$disconnect());

const minute = 60_000;
const at = (minutes = 0) => ({
  ...contextWith(database, { kind: "unknown" }),
  now: new Date(Date.now() + minutes * minute),
});

describe("a passkey in a browser", () => {
  let id: string;
  let browser: Browser;
  let authenticator: Authenticator;
  beforeEach(async () => {
    id = await openMember(database);
    browser = new Browser();
    authenticator = new Authenticator(site);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
  });
  const handle = () => userHandleOf({ kind: "member", id });
  const current = (who = browser) =>
    who.visit(async () => (await memberAccess.current())?.id ?? null);
  const begin = (purpose: PasskeyPurpose, who = browser, minutes = 0) =>
    who.visit(() => passkeyOptionsHere(purpose, at(minutes)));
  async function challengeFor(purpose: PasskeyPurpose, who = browser): Promise<string> {
    const begun = await begin(purpose, who);
    if ("code" in begun) throw new Error(begun.code);
    return begun.options.challenge;
  }
  const finishAdding = (challenge: string, who = browser, minutes = 0) =>
    who.visit(() =>
      addPasskeyHere({ answer: authenticator.make(challenge), name: "Phone" }, at(minutes)),
    );
  const use = (challenge: string) => authenticator.use(challenge, handle());
  const logIn = (challenge: string, who: Browser, minutes = 0) =>
    who.visit(() => logInByPasskey(use(challenge), at(minutes)));
  const count = () => database.passkey.count({ where: { accountId: id } });
  const refused = { kind: "refused", code: "passkey_refused" };

  it("is neither made nor asked for on the page of another member, who was logged in before", async () => {
    const other = await openMember(database);
    for (const purpose of ["add", "confirm"] as const) {
      const on = (mark: string) =>
        browser.visit(() => passkeyOptionsHere(purpose, at(), formOwnerMark(mark)));
      expect(await on(other)).toEqual({ code: "form_of_another" });
      expect(await on(id)).toMatchObject({ options: {} });
    }
  });

  it("is made by whoever has just proved who they are, and lets another browser in", async () => {
    expect(await finishAdding(await challengeFor("add"))).toEqual({ kind: "done", accountId: id });
    const other = new Browser();
    expect(await logIn(await challengeFor("login", other), other)).toMatchObject({ kind: "done" });
    expect(await current(other)).toBe(id);
    const logins = await database.session.findMany({ where: { accountId: id } });
    expect(logins.map(({ method }) => method)).toContain("passkey");
  });

  it("is not made by a login that was stolen later: neither begun nor finished", async () => {
    const needed = { code: "authentication_needed" };
    expect(await begin("add", browser, 11)).toEqual(needed);
    const challenge = await challengeFor("add");
    const old = new Date(Date.now() - 11 * minute);
    await database.session.updateMany({ where: { accountId: id }, data: { authenticatedAt: old } });
    expect(await finishAdding(challenge)).toMatchObject(needed);
    expect(await begin("add")).toEqual(needed);
    expect(await count()).toBe(0);
    expect(await begin("add", new Browser())).toEqual(needed);
  });

  it("is not made in answer to another login's challenge, nor to one for something else", async () => {
    const challenge = await challengeFor("add");
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
    expect(await finishAdding(challenge)).toMatchObject({ code: "passkey_not_added" });
    const other = await challengeFor("confirm");
    const cookie = browser.jar.get("verified-signup-passkey-confirm") ?? "";
    browser.jar.set("verified-signup-passkey-add", cookie);
    expect(await finishAdding(other)).toMatchObject({ code: "passkey_not_added" });
    expect(await count()).toBe(0);
  });

  it("is not made nor confirms where the member has to verify again first", async () => {
    const verifiedAt = new Date(Date.now() - 367 * 24 * 60 * minute);
    await database.account.update({ where: { id }, data: { verifiedAt } });
    expect(await begin("add")).toEqual({ code: "reverification_due" });
    // A new text comes first.
    const document = "privacy";
    await database.consent.updateMany({
      where: { accountId: id, document },
      data: { version: "2026-11-01" },
    });
    expect(await begin("add")).toEqual({ code: "consent_due" });
  });

  it("answers once, in the browser that was asked, in time", async () => {
    await finishAdding(await challengeFor("add"));
    const other = new Browser();
    const challenge = await challengeFor("login", other);
    const planted = new Map(other.jar);
    expect(await logIn(challenge, new Browser())).toMatchObject(refused);
    expect(await logIn(challenge, other, 6)).toMatchObject(refused);
    // The cookie of before, sent again: it was not used up by an answer that came too late.
    for (const [name, value] of planted) other.jar.set(name, value);
    expect(await logIn(challenge, other)).toMatchObject({ kind: "done" });
    for (const [name, value] of planted) other.jar.set(name, value);
    expect(await logIn(challenge, other)).toMatchObject(refused);
  });

  it("answers for each of two tabs", async () => {
    await finishAdding(await challengeFor("add"));
    const other = new Browser();
    const [first, second] = [
      await challengeFor("login", other),
      await challengeFor("login", other),
    ];
    expect(await logIn(first, other)).toMatchObject({ kind: "done" });
    expect(await logIn(second, other)).toMatchObject({ kind: "done" });
  });

  it("answers for what was asked alone, whatever the cookie is called", async () => {
    await finishAdding(await challengeFor("add"));
    const challenge = await challengeFor("login");
    const cookie = browser.jar.get("verified-signup-passkey-login") ?? "";
    browser.jar.set("verified-signup-passkey-confirm", cookie);
    const confirm = () => browser.visit(() => confirmByPasskey(use(challenge), at()));
    expect(await confirm()).toMatchObject(refused);
    const recover = browser.visit(() => recoverByPasskey(use(challenge), at()));
    expect(await recover).toMatchObject({ code: "attempt_missing" });
  });

  it("confirms its own login, under a new token, and stands for the password in it", async () => {
    await finishAdding(await challengeFor("add"));
    const old = new Date(Date.now() - 11 * minute);
    await database.session.updateMany({ where: { accountId: id }, data: { authenticatedAt: old } });
    const stolen = new Browser();
    for (const [name, value] of browser.jar) stolen.jar.set(name, value);
    const isConfirmed = () =>
      browser.visit(async () => {
        const login = await memberAccess.current();
        return login !== null && isConfirmedByPasskey(login, new Date());
      });
    expect(await isConfirmed()).toBe(false);
    const challenge = await challengeFor("confirm");
    const confirmed = browser.visit(() => confirmByPasskey(use(challenge), at()));
    expect(await confirmed).toMatchObject({ kind: "done" });
    expect(await isConfirmed()).toBe(true);
    expect(await begin("add", stolen)).toMatchObject({ code: "authentication_needed" });
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, id)));
    expect(await isConfirmed()).toBe(false);
  });

  it("of another account confirms nothing", async () => {
    await finishAdding(await challengeFor("add"));
    const other = await openMember(database);
    await browser.visit(async () => memberAccess.signIn(await byPassword(database, other)));
    const challenge = await challengeFor("confirm");
    const confirmed = browser.visit(() => confirmByPasskey(use(challenge), at()));
    expect(await confirmed).toMatchObject(refused);
  });

  it("lets nobody into a suspended account, and says no more than of an unknown one", async () => {
    const other = new Browser();
    const unknown = await logIn(await challengeFor("login", other), other);
    expect(unknown).toMatchObject(refused);
    await finishAdding(await challengeFor("add"));
    await database.account.update({ where: { id }, data: { suspendedAt: new Date() } });
    expect(await logIn(await challengeFor("login", other), other)).toEqual(refused);
    expect(await current(other)).toBeNull();
  });
});
