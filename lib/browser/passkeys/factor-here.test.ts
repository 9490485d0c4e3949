import { randomBytes } from "node:crypto";
import { afterAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { byPassword, contextWith, inventKeys } from "@/lib/accounts/sign-up.fixture";
import { createAdministrator } from "@/lib/admin/console";
import type * as Database from "@/lib/db";
import { openDatabase } from "@/lib/db";
import { AdmissionOver } from "@/lib/logins/account-gone";
import { isHalfway, isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";
import { Authenticator } from "@/lib/passkeys/authenticator.fixture";
import { userHandleOf } from "@/lib/passkeys/holders";
import { administratorAccess } from "../access";
import { proveHere } from "../administrator-proof";
import { Browser } from "../browser.fixture";
import { recoveryCodesCookie } from "../cookie";
import { addFactorHere, factorOptionsHere, proveByPasskey } from "./factor-here";

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
    trustedProxies: [],
    appUrl: "https://signup.example.com",
    brand: { name: "Example", colour: null },
  }),
}));
vi.mock("@/lib/db", async (original) => ({
  ...(await original<typeof Database>()),
  db: () => database,
}));
afterAll(() => database.$disconnect());
const context = () => contextWith(database, { kind: "unknown" });

/** An administrator with a browser and an authenticator. */
async function inventBoss() {
  const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
  await createAdministrator(database, { email, password: "x", role: "operator" }, new Date());
  const { id } = await database.administrator.findUniqueOrThrow({ where: { email } });
  const browser = new Browser();
  const held = { authenticator: new Authenticator(site) };
  const logIn = (who = browser) =>
    who.visit(async () => administratorAccess.signIn(await byPassword(database, id)));
  const current = (who = browser) => who.visit(() => administratorAccess.current());
  async function login(who = browser): Promise<AdministratorLogin> {
    const found = await current(who);
    if (found === null) throw new Error("Nobody is logged in");
    return found;
  }
  async function ask(purpose: "factor_add" | "factor_confirm"): Promise<string> {
    const mine = await login();
    const begun = await browser.visit(() => factorOptionsHere(purpose, mine, context()));
    return begun.options.challenge;
  }
  async function add() {
    const [challenge, mine] = [await ask("factor_add"), await login()];
    const made = { answer: held.authenticator.make(challenge), name: "Key" };
    return browser.visit(() => addFactorHere(mine, made, context()));
  }
  async function prove(by = held.authenticator, handle = id) {
    const [challenge, mine] = [await ask("factor_confirm"), await login()];
    const answer = by.use(challenge, userHandleOf({ kind: "administrator", id: handle }));
    return browser.visit(() => proveByPasskey(mine, answer, context()));
  }
  await logIn();
  return Object.assign(held, { id, browser, logIn, current, login, add, prove });
}

describe("a passkey as an administrator's second factor", () => {
  let boss: Awaited<ReturnType<typeof inventBoss>>;
  beforeEach(async () => {
    boss = await inventBoss();
  });

  it("is asked for after the password from then on; other logins end, and the token is a new one", async () => {
    const other = new Browser();
    await boss.logIn(other);
    const before = new Map(boss.browser.jar);
    expect(await boss.add()).toEqual({ kind: "done", hasCodes: true });
    expect(await boss.current(other), "elsewhere").toBeNull();
    const planted = new Browser();
    for (const [name, value] of before) planted.jar.set(name, value);
    expect(await boss.current(planted), "its token before").toBeNull();
    expect(isHalfway(await boss.login())).toBe(false);

    await boss.logIn();
    expect(await boss.login()).toMatchObject({ hasPasskey: true, hasTotp: false, provedAt: null });
    expect(isHalfway(await boss.login())).toBe(true);
    const half = new Map(boss.browser.jar);
    expect(await boss.prove()).toEqual({ kind: "done" });
    expect(isProvedLately(await boss.login(), new Date())).toBe(true);
    for (const [name, value] of half) planted.jar.set(name, value);
    expect(await boss.current(planted), "the half of before").toBeNull();
  });

  it("comes with ten recovery codes, each of which stands for it once where it is lost", async () => {
    await boss.add();
    const kept = await boss.browser.visit(() => recoveryCodesCookie.read());
    const [code = "", ...others] = kept?.codes ?? [];
    expect([kept?.administrator, others.length]).toEqual([boss.id, 9]);
    const stored = await database.recoveryCode.findMany({ where: { administratorId: boss.id } });
    const hashes = stored.map(({ codeHash }) => Buffer.from(codeHash).toString());
    expect(hashes).not.toContain(code);

    await boss.logIn();
    const type = async (typed: string) => {
      const mine = await boss.login();
      return (await boss.browser.visit(() => proveHere(mine, typed, context()))).kind;
    };
    expect(await boss.login()).toMatchObject({ provedAt: null, codesLeft: 10 });
    expect(await type("AAAA-AAAA-AAAA-AAAA")).toBe("refused");
    expect(await type(code)).toBe("proved");
    expect(await boss.login()).toMatchObject({ provedAt: expect.any(Date), codesLeft: 9 });
    await boss.logIn();
    expect(await type(code), "twice").toBe("refused");
    expect(isHalfway(await boss.login())).toBe(true);
    expect(await type(others[0] ?? "")).toBe("proved");

    // One more passkey leaves the codes as they are.
    boss.authenticator = new Authenticator(site);
    expect(await boss.add()).toEqual({ kind: "done" });
    expect(await boss.login()).toMatchObject({ codesLeft: 8 });
  });

  it("of somebody else proves nothing, and each try counts and is on record", async () => {
    const other = await inventBoss();
    await other.add();
    await boss.add();
    await boss.logIn();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await boss.prove(other.authenticator, other.id)).toEqual({
        ...{ kind: "refused", code: "passkey_refused" },
      });
    }
    expect(isHalfway(await boss.login())).toBe(true);
    expect(await boss.prove(), "the right one, too late").toMatchObject({ code: "rate_limited" });
    const where = { kind: "second_factor_refused", actor: boss.id };
    expect(await database.auditEvent.count({ where })).toBe(5);
  });

  it("is not kept where the login was ended meanwhile", async () => {
    const mine = await boss.login();
    const { options } = await boss.browser.visit(() =>
      factorOptionsHere("factor_add", mine, context()),
    );
    await database.administratorSession.deleteMany({ where: { administratorId: boss.id } });
    const made = { answer: boss.authenticator.make(options.challenge), name: "Key" };
    await expect(boss.browser.visit(() => addFactorHere(mine, made, context()))).rejects.toThrow(
      new AdmissionOver("administrator_needed"),
    );
    expect(await database.passkey.count({ where: { administratorId: boss.id } })).toBe(0);
  });
});
