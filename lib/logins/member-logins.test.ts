import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, inject, it } from "vitest";
import { contextWith, logIn, openMember, originOfTest } from "@/lib/accounts/sign-up.fixture";
import { openDatabase } from "@/lib/db";
import { AccountSuspended } from "./account-gone";
import { noteBrowser } from "./known-browsers";
import { endLogin, findLogin } from "./login";
import {
  endLoginOf,
  endOtherLogins,
  formerGrace,
  freshFor,
  isFresh,
  listLogins,
  renewLogin,
} from "./member-logins";
import { members, type MemberLogin } from "./members";

const minute = 60_000;

describe.each(inject("databases"))("a member's logins on $name", ({ url }) => {
  const db = openDatabase(url);
  afterAll(() => db.$disconnect());
  const now = new Date("2097-05-05T05:05:05.005Z");
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const begin = async (id: string, at = now) => {
    const token = await logIn(members, db, id, at);
    const login = await findLogin(members, db, token, at);
    if (login === null) throw new Error("no login");
    return { token, login };
  };
  const isIn = async (token: string, at = now) =>
    (await findLogin(members, db, token, at)) !== null;

  it("know how they began", async () => {
    const id = await openMember(db);
    const [joined] = await db.session.findMany({ where: { accountId: id } });
    expect(joined).toMatchObject({
      method: "signup",
      device: "Chrome, Android",
      network: "203.0.113.0/24",
    });
    expect(joined?.authenticatedAt).toEqual(joined?.createdAt);
    const { login } = await begin(id);
    const row = await db.session.findUniqueOrThrow({ where: { tokenHash: login.tokenHash } });
    expect(row).toMatchObject({
      ...originOfTest,
      method: "password",
      createdAt: now,
      authenticatedAt: now,
      lastSeenAt: now,
    });
  });

  it("are fresh for ten minutes to the millisecond, and one of an older server never is", async () => {
    const { login } = await begin(await openMember(db));
    expect(isFresh(login, after(freshFor))).toBe(true);
    expect(isFresh(login, after(freshFor + 1))).toBe(false);
    expect(isFresh({ ...login, authenticatedAt: null }, now)).toBe(false);
  });

  it("go on under a new token when the person proves again who they are", async () => {
    const { token, login } = await begin(await openMember(db));
    const later = after(30 * minute);
    const renewed = await renewLogin(db, login, later);
    if (renewed === null) throw new Error("not renewed");
    const found = await findLogin(members, db, renewed.token, later);
    expect(found).toMatchObject({ createdAt: now, authenticatedAt: later });
    expect(found?.handle).toBe(renewed.login.handle);
    expect(await isIn(token, new Date(later.getTime() + formerGrace))).toBe(false);
    // Of two at once, one renews it; a login that was ended is not brought back.
    expect(await renewLogin(db, login, later)).toBeNull();
  });

  it("outlive a lost answer: the token before is good for a minute, but proves nothing", async () => {
    const id = await openMember(db);
    const { token, login } = await begin(id);
    const renewed = await renewLogin(db, login, after(minute));
    const inGrace = after(minute + formerGrace - 1);
    const found = await findLogin(members, db, token, inGrace);
    if (renewed === null || found === null) throw new Error("no login");
    expect(isFresh(found, inGrace)).toBe(false);
    expect(found.handle).toBe(renewed.login.handle);
    // Proved again in it, and that answer is lost as well.
    expect(await renewLogin(db, found, inGrace)).not.toBeNull();
    const again = new Date(inGrace.getTime() + formerGrace);
    expect(await isIn(token, new Date(again.getTime() - 1))).toBe(true);
    expect(await isIn(renewed.token, inGrace)).toBe(false);
    expect(await isIn(token, again)).toBe(false);
  });

  it.each([
    ["logged out", (id: string, token: string) => endLogin(members, db, token, now)],
    ["ended everywhere", (id: string) => endOtherLogins(db, id, null, now)],
    [
      "the one that is kept",
      (id: string, _: string, login: MemberLogin) => endOtherLogins(db, id, login.tokenHash, now),
    ],
    ["suspended", (id: string) => db.account.update({ where: { id }, data: { suspendedAt: now } })],
  ])("have no token before any more at once when %s", async (_, end) => {
    const id = await openMember(db);
    const { token, login } = await begin(id);
    const renewed = await renewLogin(db, login, now);
    if (renewed === null) throw new Error("not renewed");
    expect(await isIn(token)).toBe(true);
    await end(id, token, renewed.login);
    expect(await isIn(token)).toBe(false);
  });

  it("write their last use at most every ten minutes", async () => {
    const { token, login } = await begin(await openMember(db));
    const seen = async () =>
      (await db.session.findUniqueOrThrow({ where: { tokenHash: login.tokenHash } })).lastSeenAt;
    await isIn(token, after(10 * minute - 1));
    expect(await seen()).toEqual(now);
    await isIn(token, after(10 * minute));
    expect(await seen()).toEqual(after(10 * minute));
  });

  it("are dead at once while the account is suspended, and none begins", async () => {
    const id = await openMember(db);
    const { token } = await begin(id);
    await db.account.update({ where: { id }, data: { suspendedAt: now } });
    expect(await isIn(token)).toBe(false);
    await expect(logIn(members, db, id, now)).rejects.toThrow(AccountSuspended);
    await db.account.update({ where: { id }, data: { suspendedAt: null } });
    expect(await isIn(token)).toBe(true);
  });

  it("end one by one, by handle, and never another member's", async () => {
    const [id, stranger] = [await openMember(db), await openMember(db)];
    const [one, two, foreign] = [await begin(id), await begin(id), await begin(stranger)];
    expect(await endLoginOf(one.login, foreign.login.handle, { db, now })).toBeNull();
    expect(await isIn(foreign.token)).toBe(true);
    expect(await endLoginOf(one.login, two.login.handle, { db, now })).toEqual({
      wasThisOne: false,
    });
    expect([await isIn(one.token), await isIn(two.token)]).toEqual([true, false]);
    expect(await endLoginOf(one.login, one.login.handle, { db, now })).toEqual({
      wasThisOne: true,
    });
    expect(await isIn(one.token)).toBe(false);
    for (const odd of ["", "x", two.login.handle, "\u0000"]) {
      expect(await endLoginOf(foreign.login, odd, { db, now })).toBeNull();
    }
  });

  it("end all but one, or all, and that is recorded", async () => {
    const id = await openMember(db);
    const [one, two] = [await begin(id), await begin(id)];
    // The one with which they joined, in our days, is over by then.
    for (const each of [one, two]) {
      const listed = await listLogins(db, each.login, now);
      expect(listed.map(({ isThisOne }) => isThisOne)).toEqual([true, false]);
    }
    expect(await endOtherLogins(db, id, one.login.tokenHash, now)).toBe(2);
    expect([await isIn(one.token), await isIn(two.token)]).toEqual([true, false]);
    expect(await endOtherLogins(db, id, null, now)).toBe(1);
    const where = { kind: "logins_ended", subject: id };
    const events = await db.auditEvent.findMany({ where, orderBy: { id: "asc" } });
    expect(events.map(({ detail }) => detail)).toEqual([{ count: 2 }, { count: 1 }]);
  });

  describe("in a new browser", () => {
    const context = { ...contextWith(db, { kind: "unknown" }), now };
    const origin = { device: "Chrome, macOS", network: "203.0.113.0/24" };
    const browser = () => randomBytes(9).toString("base64url");
    const told = (accountId: string) => db.mail.count({ where: { accountId, kind: "new_device" } });

    it("are told, but for the first of an account; with a link, and no browser's id is kept", async () => {
      const id = await openMember(db);
      const [home, other] = [browser(), browser()];
      await noteBrowser(id, { browser: home, origin }, context);
      expect(await told(id)).toBe(0);
      await noteBrowser(id, { browser: home, origin }, context);
      expect(await told(id)).toBe(0);
      await noteBrowser(id, { browser: other, origin }, context);
      await noteBrowser(id, { browser: other, origin }, context);
      expect(await told(id)).toBe(1);
      expect(await db.link.count({ where: { accountId: id, purpose: "not_me" } })).toBe(1);
      const rows = await db.knownBrowser.findMany({ where: { accountId: id } });
      expect(rows).toHaveLength(2);
      const text = rows.map((row) => Buffer.from(row.browserIndex).toString("base64url")).join();
      expect([text.includes(home), text.includes(other)]).toEqual([false, false]);
    });

    it("are told where somebody joined in one and logs in in another", async () => {
      const home = browser();
      const id = await openMember(db, undefined, { browser: home });
      await noteBrowser(id, { browser: home, origin }, context);
      expect(await told(id)).toBe(0);
      await noteBrowser(id, { browser: browser(), origin }, context);
      expect(await told(id)).toBe(1);
    });

    it("are told once each, when two begin at once", async () => {
      const id = await openMember(db, undefined, { browser: browser() });
      const [one, two] = [browser(), browser()];
      await Promise.all(
        [one, two, one, two].map((each) => noteBrowser(id, { browser: each, origin }, context)),
      );
      expect(await told(id)).toBe(2);
    });
  });
});
