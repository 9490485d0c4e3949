import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it, vi } from "vitest";
import { keyedSubject } from "@/lib/audit/failed-logins";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, openPool } from "@/lib/db";
import { limits } from "./limits";
import { forgetLimits, refund, spend } from "./spend";

const indexKeys = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const word = () => randomBytes(6).toString("hex");

describe.each(inject("databases"))("limits on $name", ({ url }) => {
  const statements = openPool(url);
  const db = openDatabase(url, statements);
  afterAll(() => db.$disconnect());
  const context = { statements, indexKeys };
  const [perAddress, perBoth] = limits.login;

  it("lets through as many as it says, also when a hundred come at once, then says how long to wait", async () => {
    const subjects = { attempt: word() };
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, () => spend("callback", subjects, context)),
    );
    const [{ points, seconds }] = limits.callback;
    expect(verdicts.filter(({ kind }) => kind === "allowed")).toHaveLength(points);
    const verdict = await spend("callback", subjects, context);
    if (verdict.kind === "allowed") throw new Error("not limited");
    expect(verdict.retryAfter).toBeGreaterThan(seconds - 60);
    expect(verdict.retryAfter).toBeLessThanOrEqual(seconds);
    expect(await spend("callback", { attempt: word() }, context)).toEqual({ kind: "allowed" });
  });

  it("does not count for the account what the address limit stops", async () => {
    const account = `${word()}@example.com`;
    const address = word();
    const tryOnce = (from: string) =>
      spend(
        "login",
        { address: from, account, "address and account": `${from} ${account}` },
        context,
      );
    for (let tries = 0; tries < perAddress.points + 5; tries += 1) await tryOnce(address);
    const [row] = await db.rateLimit.findMany({
      where: { key: { startsWith: "login:account:" } },
      orderBy: { expire: "desc" },
      take: 1,
    });
    expect(row?.points).toBe(perBoth.points);
    expect((await tryOnce(word())).kind).toBe("allowed");
  });

  it("refunds a try with the correct password", async () => {
    const subjects = { address: word(), account: word() };
    for (let tries = 0; tries < 3 * limits.administratorLogin[1].points; tries += 1) {
      expect(await spend("administratorLogin", subjects, context)).toEqual({ kind: "allowed" });
      await refund("administratorLogin", subjects, context);
    }
  });

  it("refunds one try, not all of them", async () => {
    const subjects = { address: word(), account: word(), "address and account": word() };
    const tryOnce = async () => (await spend("administratorLogin", subjects, context)).kind;
    const [, { points }] = limits.administratorLogin;
    for (let tries = 0; tries < points; tries += 1) expect(await tryOnce()).toBe("allowed");
    await refund("administratorLogin", subjects, context);
    expect(await tryOnce()).toBe("allowed");
    expect(await tryOnce()).toBe("limited");
    await refund("administratorLogin", subjects, context);
    await refund("administratorLogin", subjects, context);
    expect(await tryOnce()).toBe("allowed");
    expect(await tryOnce()).toBe("limited");
  });

  it.each([
    ["login", "login_locked", { account: true, both: true }],
    ["administratorLogin", "administrator_login_locked", { account: true, both: true }],
    ["stepUp", null, { account: true, both: false }],
    ["guardianLink", null, { account: false, both: false }],
  ] as const)(
    "records a lock of %s once, as %s, by the same keyed subject as a failed login",
    async (name, kind, by) => {
      const account = `${word()}@example.com`;
      const address = word();
      const subjects = {
        address,
        ...(by.account ? { account } : {}),
        ...(by.both ? { "address and account": `${address} ${account}` } : {}),
      };
      for (let tries = 0; tries < 15; tries += 1) await spend(name, subjects, context);
      const subject = keyedSubject(account, indexKeys);
      const events = await db.auditEvent.findMany({ where: { subject } });
      expect(events.map((each) => [each.kind, each.actor, each.detail])).toEqual(
        kind === null ? [] : [[kind, null, { key: "k1" }]],
      );
    },
  );

  it("keeps no address and no e-mail, and forgets windows that are over", async () => {
    const account = `${word()}@example.com`;
    await spend("administratorLogin", { address: "198.51.100.77", account }, context);
    const rows = await db.rateLimit.findMany();
    const text = rows.map(({ key }) => key).join();
    expect(text).not.toContain(account);
    expect(text).not.toContain("198.51.100.77");
    await forgetLimits(db, new Date(Date.now() + 24 * 3_600_000));
    const left = await db.rateLimit.count({ where: { key: { in: rows.map(({ key }) => key) } } });
    expect(left).toBe(0);
  });

  it("tells the time until a try counts again, by the limit that holds longest", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      const began = Date.now();
      const at = (minutes: number) => vi.setSystemTime(began + minutes * 60_000);
      const [address, account] = [word(), `${word()}@example.com`];
      const tryOnce = (who: string) => {
        const both = { account: who, "address and account": `${address} ${who}` };
        return spend("login", { address, ...both }, context);
      };
      for (let tries = perBoth.points; tries < perAddress.points; tries += 1) {
        await tryOnce(`${word()}@example.com`);
      }
      at(10);
      for (let tries = 0; tries < perBoth.points; tries += 1) await tryOnce(account);
      at(12);
      // The address's limit ends in three minutes; the account's from here, in thirteen.
      const verdict = await tryOnce(account);
      expect(verdict).toEqual({ kind: "limited", retryAfter: 13 * 60 });
      at(25.1);
      expect((await tryOnce(account)).kind).toBe("allowed");
    } finally {
      vi.useRealTimers();
    }
  });
});
