import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { UnsealFailed } from "@/lib/crypto/seal";
import { openDatabase, type Database } from "@/lib/db";
import { seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount } from "@/lib/mail/outbox";
import { bytes, inventPasskey } from "@/prisma/row.fixture";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { indexesOf } from "./recognise";
import { confirmIdentity } from "../verification/confirm-identity";
import { forgetDepartures, leave } from "./leave";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import { openAccount } from "./open-account";
import {
  actAs,
  beginSignUp,
  inventCredentials,
  inventImpUid,
  inventPerson,
  contextWith,
  verified,
  type TestContext,
  verify,
  reread,
} from "./sign-up.fixture";

/** In a database of its own, since the whole rejoin list is counted and swept. */
describe.each(inject("databases").map(({ name }) => name))("leaving on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });
  /** 00:30 on 24 November in Seoul. */
  const departure = new Date("2099-11-23T15:30:00Z");
  const contextAt = (now: Date, changes: Partial<TestContext> = {}) => ({
    ...contextWith(db, { kind: "unknown" }, { now, ...changes }),
    rejoinCooldownDays: 30,
  });

  const leaveAt = async (accountId: string, now = departure, changes: Partial<TestContext> = {}) =>
    leave(await actAs(db, accountId, now), contextAt(now, changes));

  async function confirm(person: VerifiedPerson, now: Date, changes: Partial<TestContext> = {}) {
    return verify(db, person, { now, ...changes });
  }
  async function join(person: VerifiedPerson, now: Date, changes: Partial<TestContext> = {}) {
    const { outcome, attempt } = await confirm(person, now, changes);
    if (outcome.kind !== "confirmed") throw new Error(outcome.kind);
    const opened = await openAccount(attempt, inventCredentials(), contextAt(now, changes));
    if (opened.kind !== "opened") throw new Error(opened.code);
    return { accountId: opened.accountId, attemptId: attempt.id };
  }
  /** Every row of every table that holds this text. */
  async function rowsWith(text: string): Promise<string[]> {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const query = `SELECT count(*)::int AS count FROM "${name}" AS r WHERE r::text LIKE $1`;
      const [row] = await db.$queryRawUnsafe<{ count: number }[]>(query, `%${text}%`);
      if (row !== undefined && row.count > 0) found.push(name);
    }
    return found.sort();
  }

  it("deletes everything at once, except the audit event and the entry on the rejoin list", async () => {
    const before = await db.departure.count();
    const { accountId, attemptId } = await join(inventPerson(), departure);
    expect(await rowsWith(accountId)).toEqual([
      "accounts",
      "audit_events",
      "consents",
      "links",
      "mails",
      "sessions",
      "unique_key_indexes",
    ]);
    const outcome = await leaveAt(accountId);
    expect(outcome).toEqual({ kind: "left", rejoinFrom: "2099-12-24" });
    // One mail, sealed, tells them that it is done.
    expect(await rowsWith(accountId)).toEqual(["audit_events", "mails"]);
    expect(await rowsWith(attemptId)).toEqual(["audit_events"]);
    expect(await db.departure.count()).toBe(before + 1);
    const [columns] = await db.departure.findMany({ take: 1 });
    expect(Object.keys(columns ?? {}).sort()).toEqual(["index", "keyId", "rejoinFrom"]);
  });

  it("leaves nothing personal in any table: not in a link, a browser, a passkey or a mail", async () => {
    const person = inventPerson({ name: "홍흔적", phone: "01098761234", birthDate: "1987-06-05" });
    const { accountId } = await join(person, departure);
    const { email } = await db.account.findUniqueOrThrow({ where: { id: accountId } });
    const context = contextAt(departure);
    await db.$transaction(async (tx) => {
      const token = await issueLink(tx, { purpose: "revert_email", accountId, email }, departure);
      await notifyAccount(tx, accountId, { kind: "password_changed", token }, context);
    });
    const seen = {
      accountId,
      browserIndex: bytes(32),
      firstSeenAt: departure,
      lastSeenAt: departure,
    };
    await db.knownBrowser.create({ data: seen });
    await db.passkey.create({ data: inventPasskey({ accountId }) });
    expect(await rowsWith(email)).toEqual(["accounts", "links"]);
    await leaveAt(accountId);
    const { name, phone, birthDate, ci, di } = person;
    for (const text of [name, phone, birthDate, birthDate.replaceAll("-", ""), email, ci, di]) {
      expect(await rowsWith(text ?? "none"), text ?? "none").toEqual([]);
      // A column of bytes shows as their hexadecimal digits.
      expect(await rowsWith(Buffer.from(text ?? "none").toString("hex"))).toEqual([]);
    }
    expect(await rowsWith(accountId)).toEqual(["audit_events", "mails"]);
    const mails = await db.mail.findMany({ where: { accountId } });
    expect(mails.map(({ kind, state }) => [kind, state])).toEqual([["account_closed", "waiting"]]);
  });

  it("answers two concurrent requests alike, and is recorded once", async () => {
    const { accountId } = await join(inventPerson(), departure);
    const acting = await actAs(db, accountId, departure);
    const once = () => leave(acting, contextAt(departure));
    const [one, two] = await Promise.all([once(), once()]);
    expect(two).toEqual(one);
    const where = { kind: "account_left", subject: accountId };
    expect(await db.auditEvent.count({ where })).toBe(1);
  });

  it.each([
    ["2099-12-23T14:59:59.999Z", "rejoin_cooldown"],
    ["2099-12-23T15:00:00.000Z", "confirmed"],
  ])("lets a person come back from midnight in Seoul: %s is %s", async (at, answer) => {
    const person = inventPerson();
    const { accountId } = await join(person, departure);
    await leaveAt(accountId);
    const { outcome } = await confirm(person, new Date(at));
    expect(outcome).toEqual(
      answer === "confirmed"
        ? { kind: "confirmed", guardianRequired: false }
        : { kind: "declined", code: answer, admittedFrom: "2099-12-24" },
    );
    if (answer === "confirmed") await join(person, new Date(at));
  });

  it("lets a person leave again on the day of coming back, and counts from then", async () => {
    const person = inventPerson();
    const { accountId } = await join(person, departure);
    await leaveAt(accountId);
    const listed = await db.departure.count();
    // The first moment of that day; the sweep has not run yet.
    const back = new Date("2099-12-23T15:00:00.000Z");
    const again = await join(person, back);
    expect(await leaveAt(again.accountId, back)).toEqual({
      kind: "left",
      rejoinFrom: "2100-01-23",
    });
    expect(await db.departure.count()).toBe(listed);
    for (const [at, answer] of [
      ["2100-01-22T14:59:59.999Z", "declined"],
      ["2100-01-22T15:00:00.000Z", "confirmed"],
    ] as const) {
      expect((await confirm(person, new Date(at))).outcome.kind).toBe(answer);
    }
  });

  it("opens the CI of no other account", async () => {
    const [mine, other] = [
      await join(inventPerson(), departure),
      await join(inventPerson(), departure),
    ];
    const { uniqueKeySealed } = await db.account.findUniqueOrThrow({
      where: { id: other.accountId },
    });
    await db.account.update({ where: { id: mine.accountId }, data: { uniqueKeySealed } });
    await expect(leaveAt(mine.accountId)).rejects.toThrow(UnsealFailed);
    expect(await db.account.count({ where: { id: mine.accountId } })).toBe(1);
  });

  it("refuses other browsers that verified the same person before the account was left", async () => {
    const person = inventPerson();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, async () => (await confirm(person, departure)).attempt),
    );
    const { accountId } = await join(person, departure);
    const [left, ...outcomes] = await Promise.all([
      leaveAt(accountId),
      ...attempts.map((each) => openAccount(each, inventCredentials(), contextAt(departure))),
    ]);
    expect(left.kind).toBe("left");
    const codes = outcomes.map((each) => (each.kind === "declined" ? each.code : each.kind));
    expect(codes.filter((code) => code !== "already_joined" && code !== "rejoin_cooldown")).toEqual(
      [],
    );
    const last = await confirm(person, departure);
    expect(last.outcome).toMatchObject({ code: "rejoin_cooldown" });
  });

  it("lets a person come back at once where there is no cooldown, with one account", async () => {
    const person = inventPerson();
    const { accountId } = await join(person, departure);
    const context = { ...contextAt(departure), rejoinCooldownDays: 0 };
    await leave(await actAs(db, accountId, departure), context);
    await join(person, departure);
    await expect(join(person, departure)).rejects.toThrow("declined");
  });

  it("knows one who left again by the DI, where it counts", async () => {
    const changes = { duplicateKey: "ci-or-di" } as const;
    const person = inventPerson();
    const { accountId } = await join(person, departure, changes);
    await leaveAt(accountId, departure, changes);
    const { outcome } = await confirm({ ...person, ci: null }, departure, changes);
    expect(outcome).toMatchObject({ code: "rejoin_cooldown" });
  });

  it("removes people who may join again from the rejoin list", async () => {
    const { accountId } = await join(inventPerson(), departure);
    await leaveAt(accountId);
    const where = { rejoinFrom: new Date("2099-12-23T15:00:00Z") };
    await forgetDepartures(db, new Date("2099-12-23T14:59:59.999Z"));
    expect(await db.departure.count({ where })).toBeGreaterThan(0);
    const later = { rejoinFrom: { gt: where.rejoinFrom } };
    const left = await db.departure.count({ where: later });
    await forgetDepartures(db, new Date("2099-12-23T15:00:00Z"));
    expect(await db.departure.count({ where })).toBe(0);
    expect(await db.departure.count({ where: later })).toBe(left);
  });
});

describe.each(inject("databases").filter(({ name }) => name.startsWith("real")))(
  "leaving in the middle of another sign-up on $name",
  ({ url }) => {
    const db = openDatabase(url);
    afterAll(() => db.$disconnect());

    it("refuses a person who left after the sign-up looked them up", async () => {
      const attempt = await beginSignUp(db);
      const person = inventPerson();
      const context = contextWith(db, verified(attempt.id, person));
      await confirmIdentity(attempt, inventImpUid(), context);
      const row = await reread(db, attempt);
      const rejoinFrom = startOfSeoulDay(seoulDateAfter(context.now, 30));
      let opening: Promise<unknown> = Promise.resolve();
      await db.$transaction(async (tx) => {
        // Others can read but not write: the sign-up has looked the person up and not yet written.
        await tx.$executeRaw`LOCK TABLE accounts IN SHARE MODE`;
        opening = openAccount(row, inventCredentials(), context);
        await untilSomebodyWaits(db);
        const [indexed] = indexesOf(uniqueKeysOf(person, "ci"), context.indexKeys);
        if (indexed === undefined) throw new Error("nothing to know the person by");
        const { index, keyId } = indexed;
        await tx.departure.create({ data: { index, keyId, rejoinFrom } });
      });
      expect(await opening).toMatchObject({ kind: "declined", code: "rejoin_cooldown" });
    });

    async function untilSomebodyWaits(watcher: typeof db): Promise<void> {
      for (;;) {
        const waiting = await watcher.$queryRaw<unknown[]>`
          SELECT FROM pg_locks WHERE relation = 'accounts'::regclass AND NOT granted`;
        if (waiting.length > 0) return;
        await sleep(20);
      }
    }
  },
);
