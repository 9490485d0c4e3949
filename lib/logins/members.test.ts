import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { logIn, mailing, originOfTest } from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { hashPassword } from "@/lib/crypto/password";
import { openDatabase } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { forgetLinks, issueLink } from "@/lib/mail/links";
import { migrate } from "@/prisma/engine/migrate";
import { inventAccount, inventAttempt } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { AccountGone } from "./account-gone";
import { leave } from "../accounts/leave";
import { beginLogin, checkCredentials, endLogin, findLogin, forgetLogins } from "./login";
import { members } from "./members";

const password = "correct horse battery";
const indexKeys = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const now = new Date("2097-05-05T05:05:05.005Z");
const context = { indexKeys, now };
const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const fourteenDays = 1_209_600_000;

/** In a database of its own, since `forgetLogins` goes through all of it. */
describe.each(inject("databases").map(({ name }) => name))("logging in on %s", (name) => {
  let passwordHash = "";
  let database: TestDatabase;
  let db: PrismaClient;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    passwordHash = await hashPassword(password);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  async function inventMember() {
    const attempt = await db.attempt.create({
      data: { ...inventAttempt(), state: "consumed", providerId: randomBytes(8).toString("hex") },
    });
    return db.account.create({ data: { ...inventAccount(attempt.id), passwordHash } });
  }
  const eventsOf = (subject: string) =>
    db.auditEvent.findMany({ where: { subject }, orderBy: { id: "asc" } });

  it("finds the account however its address is typed", async () => {
    const { id, email } = await inventMember();
    for (const typed of [
      email,
      email.toUpperCase(),
      ` ${email}\n`,
      `${email}\u200b`,
      email.replace("@", "＠"),
      email.replaceAll(".", "。"),
      `mailto:${email}`,
    ]) {
      expect(
        await checkCredentials(members, db, { email: typed, password }, context),
      ).toMatchObject({ id });
    }
  });

  it.each([
    "\u0000",
    "a\u0000b@example.com",
    "\ud800@example.com",
    "",
    "' OR 1=1 --",
    "no address",
  ])("knows nobody under %j, and fails in no other way", async (email) => {
    expect(await checkCredentials(members, db, { email, password }, context)).toBeNull();
  });

  it("lasts fourteen days to the millisecond", async () => {
    const { id } = await inventMember();
    const token = await logIn(members, db, id, now);
    expect(await findLogin(members, db, token, now)).toMatchObject({ id });
    expect(await findLogin(members, db, token, after(fourteenDays - 1))).toMatchObject({ id });
    expect(await findLogin(members, db, token, after(fourteenDays))).toBeNull();
    expect(await findLogin(members, db, `${token}x`, now)).toBeNull();
  });

  it("is deleted once it is over, and no earlier", async () => {
    const { id: accountId } = await inventMember();
    const token = await logIn(members, db, accountId, now);
    await forgetLogins(members, db, after(fourteenDays - 1));
    expect(await db.session.count({ where: { accountId } })).toBe(1);
    expect(await forgetLogins(members, db, after(fourteenDays))).toBeGreaterThanOrEqual(1);
    expect(await db.session.count({ where: { accountId } })).toBe(0);
    expect(await findLogin(members, db, token, now)).toBeNull();
  });

  // The embedded PostgreSQL does one thing after another.
  const atOnce = it.skipIf(name === "embedded PostgreSQL");
  atOnce("is deleted with whatever is over, past what somebody holds: nobody waits", async () => {
    const { id: accountId } = await inventMember();
    for (const purpose of ["not_me", "recovery_not_me"] as const) {
      await logIn(members, db, accountId, now);
      await issueLink(db, { purpose, accountId }, now);
    }
    const later = after(fourteenDays);
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM sessions WHERE account_id = ${accountId} LIMIT 1 FOR UPDATE`;
      await tx.$queryRaw`SELECT FROM links WHERE account_id = ${accountId} LIMIT 1 FOR UPDATE`;
      await forgetLogins(members, db, later);
      await forgetLinks(db, later);
      expect(await tx.session.count({ where: { accountId } })).toBe(1);
      expect(await tx.link.count({ where: { accountId } })).toBe(1);
    });
    await forgetLogins(members, db, later);
    expect(await forgetLinks(db, later)).toBe(1);
    expect(await db.session.count({ where: { accountId } })).toBe(0);
  });

  it("ends alone, and is recorded once however often it is ended", async () => {
    const { id } = await inventMember();
    const [one, other] = [await logIn(members, db, id, now), await logIn(members, db, id, now)];
    await Promise.all([endLogin(members, db, one, now), endLogin(members, db, one, now)]);
    await endLogin(members, db, one, now);
    expect(await findLogin(members, db, one, now)).toBeNull();
    expect(await findLogin(members, db, other, now)).toMatchObject({ id });
    const kinds = (await eventsOf(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(["logged_in", "logged_in", "logged_out"]);
  });

  it("does not begin for an account that was deleted", async () => {
    const { id } = await inventMember();
    await db.account.delete({ where: { id } });
    await expect(logIn(members, db, id, now)).rejects.toThrow(AccountGone);
    expect(await db.session.count({ where: { accountId: id } })).toBe(0);
    expect(await eventsOf(id)).toEqual([]);
  });

  it("answers forty logins of accounts that are deleted meanwhile, and leaves no login behind", async () => {
    const keys = { sealKeys: indexKeys, indexKeys };
    const people = await Promise.all(Array.from({ length: 40 }, inventMember));
    const answers = await Promise.allSettled(
      people.flatMap(({ id, email }) => [
        checkCredentials(members, db, { email, password }, context).then(async (found) =>
          found === null
            ? "unknown"
            : (await beginLogin(members, db, found, originOfTest, now), "in"),
        ),
        db.$transaction(async (tx) => tx.account.deleteMany({ where: { id } })),
        logIn(members, db, id, now),
      ]),
    );
    const faults = answers.flatMap((each) =>
      each.status === "rejected" && !(each.reason instanceof AccountGone) ? [each.reason] : [],
    );
    expect(faults).toEqual([]);
    const accountId = { in: people.map(({ id }) => id) };
    expect(await db.session.count({ where: { accountId } })).toBe(0);
    const [first] = people;
    if (first === undefined) throw new Error("nobody was invented");
    const nobody = { id: first.id, tokenHash: new Uint8Array(32) };
    const gone = await leave(nobody, { ...keys, db, mailing, rejoinCooldownDays: 30, now });
    expect(gone.kind).toBe("left");
  });

  it("records a failed try by a keyed subject, alike for a known and an unknown e-mail", async () => {
    const { id, email } = await inventMember();
    const nobody = `nobody-${randomBytes(4).toString("hex")}@example.com`;
    const before = await db.auditEvent.count({ where: { kind: "login_failed", at: now } });
    for (const typed of [email, `${email.toUpperCase()}\u200b`, nobody, "\u0000"]) {
      const wrong = { email: typed, password: "not the password" };
      expect(await checkCredentials(members, db, wrong, context)).toBeNull();
    }
    const events = (
      await db.auditEvent.findMany({
        where: { kind: "login_failed", at: now },
        orderBy: { id: "asc" },
      })
    ).slice(before);
    expect(events).toHaveLength(4);
    const subjects = events.map(({ subject }) => subject);
    for (const subject of subjects) expect(subject).toMatch(/^[0-9a-f]{40}$/);
    expect(subjects[1]).toBe(subjects[0]);
    expect(new Set(subjects).size).toBe(3);
    expect(events.every(({ actor }) => actor === null)).toBe(true);
    const written = JSON.stringify(
      events.map((event) => ({ ...event, id: Number(event.id), txid: 0 })),
    );
    for (const secret of [email, nobody, id, "example"]) expect(written).not.toContain(secret);
    const otherKey = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
    const wrong = { email, password: "not the password" };
    await checkCredentials(members, db, wrong, { indexKeys: otherKey, now });
    const last = await db.auditEvent.findMany({
      where: { kind: "login_failed", at: now },
      orderBy: { id: "desc" },
      take: 1,
    });
    expect(last[0]?.subject).not.toBe(subjects[0]);
  });

  it("does not record a correct password as a failure", async () => {
    const { email } = await inventMember();
    const at = new Date("2097-06-06T06:06:06Z");
    await checkCredentials(members, db, { email, password }, { indexKeys, now: at });
    expect(await db.auditEvent.count({ where: { at } })).toBe(0);
  });
});
