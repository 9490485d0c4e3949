import { randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys, logIn as beginLogin } from "@/lib/accounts/sign-up.fixture";
import { createAdministrator } from "@/lib/admin/console";
import { openDatabase } from "@/lib/db";
import {
  administrators,
  isHalfway,
  isProvedLately,
  type AdministratorLogin,
} from "@/lib/logins/administrators";
import { findLogin } from "@/lib/logins/login";
import { inventRecoveryCodes } from "./recovery-codes";
import { proveSecondFactor, setSecondFactor } from "./second-factor";
import { inventTotpSecret } from "./totp";

const now = new Date("2096-05-05T05:05:05.005Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const codeAt = (secret: string, at: Date) =>
  generateSync({ secret, epoch: Math.floor(at.getTime() / 1_000) });
const password = "correct horse battery";

describe.each(inject("databases").slice(0, 1))("a second factor on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const { sealKeys } = inventKeys();
  const at = (time: Date) => ({ db, sealKeys, now: time });

  async function logIn(email: string, time: Date) {
    const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
    const token = await beginLogin(administrators, db, id, time);
    const again = async (later: Date, shown = token) => {
      const login = await findLogin(administrators, db, shown, later);
      if (login === null) throw new Error("The login is over");
      return login;
    };
    return { login: await again(time), again };
  }
  /** As a browser does: it goes on under the token that a proof has given it. */
  const goneOn = new Map<AdministratorLogin, AdministratorLogin>();
  async function proves(login: AdministratorLogin, typed: string, time: Date) {
    const renewed = await proveSecondFactor(goneOn.get(login) ?? login, typed, at(time));
    if (renewed !== null) goneOn.set(login, renewed.login);
    return renewed !== null;
  }
  async function inventWithFactor() {
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password, role: "operator" }, now);
    const { login } = await logIn(email, now);
    const [secret, codes] = [inventTotpSecret(), inventRecoveryCodes()];
    const wrong = { secret, codes, typed: "000000" };
    expect(await setSecondFactor(login, wrong, at(now))).toBeNull();
    const factor = { secret, codes, typed: codeAt(secret, now) };
    expect(await setSecondFactor(login, factor, at(now))).not.toBeNull();
    return { email, id: login.id, secret, codes };
  }

  it("is asked for after the password, and proves the login for ten minutes", async () => {
    const { email, secret } = await inventWithFactor();
    const { login, again } = await logIn(email, after(60));
    expect(isHalfway(login)).toBe(true);
    expect(isProvedLately(login, after(60))).toBe(false);
    const renewed = await proveSecondFactor(login, codeAt(secret, after(60)), at(after(60)));
    await expect(again(after(61)), "its token before").rejects.toThrow("The login is over");
    const proved = await again(after(61), renewed?.token);
    expect(proved.tokenHash).toEqual(renewed?.login.tokenHash);
    expect([isHalfway(proved), isProvedLately(proved, after(660))]).toEqual([false, true]);
    expect(isProvedLately(proved, after(661))).toBe(false);
  });

  it("takes each code once, also of two that send it at once, and none of a step before", async () => {
    const { email, secret } = await inventWithFactor();
    const { login } = await logIn(email, after(90));
    const code = codeAt(secret, after(90));
    const both = await Promise.all([1, 2].map(() => proves(login, code, after(90))));
    expect(both.sort()).toEqual([false, true]);
    expect(await proves(login, codeAt(secret, after(60)), after(90))).toBe(false);
    expect(await proves(login, codeAt(secret, after(120)), after(90))).toBe(true);
    expect(await proves(login, codeAt(secret, after(300)), after(120))).toBe(false);
  });

  it("does not take the very code with which it was set up", async () => {
    const { email, secret } = await inventWithFactor();
    const { login } = await logIn(email, now);
    expect(await proves(login, codeAt(secret, now), now)).toBe(false);
  });

  it.each(["", "12345", "1234567", "abcdef", "１２３４５６", "0".repeat(5_000), "\u0000"])(
    "refuses %j, on record",
    async (typed) => {
      const { email, id } = await inventWithFactor();
      const { login } = await logIn(email, after(60));
      expect(await proves(login, typed, after(60))).toBe(false);
      const where = { kind: "second_factor_refused", actor: id };
      expect(await db.auditEvent.count({ where })).toBe(1);
    },
  );

  it("takes each recovery code once, however it is typed, and the password never", async () => {
    const { email, id, codes } = await inventWithFactor();
    const { login } = await logIn(email, after(60));
    const [code = ""] = codes;
    expect(await proves(login, password, after(60))).toBe(false);
    const typed = code.toLowerCase().replaceAll("-", " ");
    const both = await Promise.all([1, 2].map(() => proves(login, typed, after(60))));
    expect(both.sort()).toEqual([false, true]);
    expect(await db.recoveryCode.count({ where: { administratorId: id, usedAt: null } })).toBe(9);
    expect(await db.auditEvent.count({ where: { kind: "recovery_code_used", actor: id } })).toBe(1);
  });

  it("takes a recovery code also where the secret does not open", async () => {
    const { email, id, secret, codes } = await inventWithFactor();
    await db.administrator.update({ where: { id }, data: { totpSealedKeyId: "k9" } });
    const { login } = await logIn(email, after(60));
    expect(await proves(login, codeAt(secret, after(60)), after(60))).toBe(false);
    expect(await proves(login, codes[0] ?? "", after(60))).toBe(true);
  });

  it("replaces the one before it, and ends other logins", async () => {
    const { email, id, secret: before, codes: codesBefore } = await inventWithFactor();
    const [first, second] = [await logIn(email, after(60)), await logIn(email, after(60))];
    const [secret, codes] = [inventTotpSecret(), inventRecoveryCodes()];
    const factor = { secret, codes, typed: codeAt(secret, after(60)) };
    const renewed = await setSecondFactor(first.login, factor, at(after(60)));
    await expect(second.again(after(61))).rejects.toThrow("The login is over");
    await expect(first.again(after(61))).rejects.toThrow("The login is over");
    const login = await first.again(after(61), renewed?.token);
    expect(await proves(login, codeAt(before, after(90)), after(90))).toBe(false);
    expect(await proves(login, codesBefore[0] ?? "", after(90))).toBe(false);
    expect(await proves(login, codes[0] ?? "", after(90))).toBe(true);
    const row = await db.administrator.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.totpSealed ?? []).includes(secret)).toBe(false);
  });

  it("is the password where there is none yet", async () => {
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password, role: "viewer" }, now);
    const { login } = await logIn(email, now);
    expect([isHalfway(login), isProvedLately(login, now)]).toEqual([false, true]);
    expect(await proves(login, "wrong horse battery", now)).toBe(false);
    expect(await proves(login, password, now)).toBe(true);
  });
});
