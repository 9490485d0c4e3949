import { randomBytes } from "node:crypto";
import { generateSync } from "otplib";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inventKeys, logIn as beginLogin } from "@/lib/accounts/sign-up.fixture";
import { createAdministrator } from "@/lib/admin/console";
import { openDatabase } from "@/lib/db";
import { administrators, isHalfway, isProvedLately } from "./administrators";
import { findLogin } from "./login";
import {
  countRecoveryCodes,
  inventRecoveryCodes,
  proveSecondFactor,
  setSecondFactor,
} from "./second-factor";
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
    const again = async (later: Date) => {
      const login = await findLogin(administrators, db, token, later);
      if (login === null) throw new Error("The login is over");
      return login;
    };
    return { login: await again(time), again };
  }
  async function inventWithFactor() {
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password, role: "operator" }, now);
    const { login } = await logIn(email, now);
    const [secret, codes] = [inventTotpSecret(), inventRecoveryCodes()];
    expect(await setSecondFactor(login, { secret, codes, typed: "000000" }, at(now))).toBe(false);
    const factor = { secret, codes, typed: codeAt(secret, now) };
    expect(await setSecondFactor(login, factor, at(now))).toBe(true);
    return { email, id: login.id, secret, codes };
  }

  it("is asked for after the password, and proves the login for ten minutes", async () => {
    const { email, secret } = await inventWithFactor();
    const { login, again } = await logIn(email, after(60));
    expect(isHalfway(login)).toBe(true);
    expect(isProvedLately(login, after(60))).toBe(false);
    expect(await proveSecondFactor(login, codeAt(secret, after(60)), at(after(60)))).toBe(true);
    const proved = await again(after(61));
    expect([isHalfway(proved), isProvedLately(proved, after(660))]).toEqual([false, true]);
    expect(isProvedLately(proved, after(661))).toBe(false);
  });

  it("takes each code once, also of two that send it at once, and none of a step before", async () => {
    const { email, secret } = await inventWithFactor();
    const { login } = await logIn(email, after(90));
    const code = codeAt(secret, after(90));
    const both = await Promise.all([1, 2].map(() => proveSecondFactor(login, code, at(after(90)))));
    expect(both.sort()).toEqual([false, true]);
    expect(await proveSecondFactor(login, codeAt(secret, after(60)), at(after(90)))).toBe(false);
    expect(await proveSecondFactor(login, codeAt(secret, after(120)), at(after(90)))).toBe(true);
    expect(await proveSecondFactor(login, codeAt(secret, after(300)), at(after(120)))).toBe(false);
  });

  it("does not take the very code with which it was set up", async () => {
    const { email, secret } = await inventWithFactor();
    const { login } = await logIn(email, now);
    expect(await proveSecondFactor(login, codeAt(secret, now), at(now))).toBe(false);
  });

  it.each(["", "12345", "1234567", "abcdef", "１２３４５６", "0".repeat(5_000), "\u0000"])(
    "refuses %j, on record",
    async (typed) => {
      const { email, id } = await inventWithFactor();
      const { login } = await logIn(email, after(60));
      expect(await proveSecondFactor(login, typed, at(after(60)))).toBe(false);
      const where = { kind: "second_factor_refused", actor: id };
      expect(await db.auditEvent.count({ where })).toBe(1);
    },
  );

  it("takes each recovery code once, however it is typed, and the password never", async () => {
    const { email, id, codes } = await inventWithFactor();
    const { login } = await logIn(email, after(60));
    const [code = ""] = codes;
    expect(await proveSecondFactor(login, password, at(after(60)))).toBe(false);
    const typed = code.toLowerCase().replaceAll("-", " ");
    const both = await Promise.all(
      [1, 2].map(() => proveSecondFactor(login, typed, at(after(60)))),
    );
    expect(both.sort()).toEqual([false, true]);
    expect(await countRecoveryCodes(db, id)).toBe(9);
    expect(await db.auditEvent.count({ where: { kind: "recovery_code_used", actor: id } })).toBe(1);
  });

  it("takes a recovery code also where the secret does not open", async () => {
    const { email, id, secret, codes } = await inventWithFactor();
    await db.administrator.update({ where: { id }, data: { totpSealedKeyId: "k9" } });
    const { login } = await logIn(email, after(60));
    expect(await proveSecondFactor(login, codeAt(secret, after(60)), at(after(60)))).toBe(false);
    expect(await proveSecondFactor(login, codes[0] ?? "", at(after(60)))).toBe(true);
  });

  it("replaces the one before it, and ends other logins", async () => {
    const { email, id, secret: before, codes: codesBefore } = await inventWithFactor();
    const [first, second] = [await logIn(email, after(60)), await logIn(email, after(60))];
    const [secret, codes] = [inventTotpSecret(), inventRecoveryCodes()];
    const factor = { secret, codes, typed: codeAt(secret, after(60)) };
    await setSecondFactor(first.login, factor, at(after(60)));
    await expect(second.again(after(61))).rejects.toThrow("The login is over");
    const login = await first.again(after(61));
    expect(await proveSecondFactor(login, codeAt(before, after(90)), at(after(90)))).toBe(false);
    expect(await proveSecondFactor(login, codesBefore[0] ?? "", at(after(90)))).toBe(false);
    expect(await proveSecondFactor(login, codes[0] ?? "", at(after(90)))).toBe(true);
    const row = await db.administrator.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.totpSealed ?? []).includes(secret)).toBe(false);
  });

  it("is the password where there is none yet", async () => {
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password, role: "viewer" }, now);
    const { login } = await logIn(email, now);
    expect([isHalfway(login), isProvedLately(login, now)]).toEqual([false, true]);
    expect(await proveSecondFactor(login, "wrong horse battery", at(now))).toBe(false);
    expect(await proveSecondFactor(login, password, at(now))).toBe(true);
  });
});
