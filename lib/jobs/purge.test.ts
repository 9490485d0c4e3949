import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inventKeys, logIn, openMember, verify } from "@/lib/accounts/sign-up.fixture";
import { openDatabase, type Database } from "@/lib/db";
import { members } from "@/lib/logins/members";
import { issueLink } from "@/lib/mail/links";
import { migrate } from "@/prisma/engine/migrate";
import { bytes } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { destructions, purge } from "./destructions";

const day = 24 * 3_600_000;

/** In a database of its own, since a purge goes through all of it. */
describe.each(inject("databases").map(({ name }) => name))("a purge of %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  const now = new Date();
  const after = (days: number) => new Date(now.getTime() + days * day);
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  const counts = async (at: Date, isDryRun: boolean) => {
    const outcomes = await purge(db, destructions(at, keeping), { isDryRun });
    return Object.fromEntries(
      outcomes.map((each) => [each.name, "count" in each ? each.count : "failed"]),
    );
  };
  const rows = async () => ({
    attempts: await db.attempt.count(),
    sessions: await db.session.count(),
    links: await db.link.count(),
    mails: await db.mail.count(),
    browsers: await db.knownBrowser.count(),
    departures: await db.departure.count(),
    limits: await db.rateLimit.count(),
    events: await db.auditEvent.count(),
  });
  const due = {
    expire_attempts: 1,
    forget_attempts: 1,
    forget_departures: 1,
    forget_logins: 2,
    forget_administrator_logins: 0,
    forget_limits: 1,
    forget_form_answers: 0,
    forget_links: 1,
    forget_mails: 1,
    forget_browsers: 1,
    forget_attempt_lines: 0,
    forget_invitations: 0,
    forget_exports: 0,
    prune_audit: 0,
  };
  const keeping = {
    auditKeys: inventKeys().auditKeys,
    retention: { access: 731, rights: 1_096 },
  };

  it("says first how much, destroys so much, and then nothing more", async () => {
    const accountId = await openMember(db);
    await logIn(members, db, accountId, now);
    await verify(db);
    await db.$transaction((tx) => issueLink(tx, { purpose: "not_me", accountId }, now));
    await db.mail.deleteMany();
    await db.mail.create({
      data: {
        id: "m1",
        kind: "account_closed",
        state: "sent",
        dueAt: now,
        createdAt: now,
        endedAt: now,
      },
    });
    const seen = { accountId, browserIndex: bytes(32), firstSeenAt: now, lastSeenAt: now };
    await db.knownBrowser.create({ data: seen });
    await db.link.deleteMany({ where: { purpose: { not: "not_me" } } });
    await db.departure.create({ data: { index: bytes(32), keyId: "k1", rejoinFrom: after(30) } });
    await db.rateLimit.deleteMany();
    const expire = BigInt(after(1).getTime());
    await db.rateLimit.create({ data: { key: randomBytes(8).toString("hex"), expire } });

    const before = await rows();
    expect(Object.values(await counts(now, false)).every((count) => count === 0)).toBe(true);
    const late = after(366);
    // The attempt that expires is deleted by the same purge.
    expect(await counts(late, true)).toEqual({ ...due, forget_attempts: 0 });
    expect(await rows()).toEqual(before);
    expect(await counts(late, false)).toEqual(due);
    expect(await rows()).toEqual({
      ...{ attempts: 1, sessions: 0, links: 0, mails: 0, browsers: 0, departures: 0, limits: 0 },
      events: before.events,
    });
    expect(Object.values(await counts(late, false)).every((count) => count === 0)).toBe(true);
  });

  it("goes on where one of them fails, and says so", async () => {
    const failing = { name: "broken", run: () => Promise.reject(new Error("odd")) };
    const list = [failing, ...destructions(now, keeping)];
    const outcomes = await purge(db, list, { isDryRun: false });
    expect(outcomes[0]).toMatchObject({ name: "broken", error: new Error("odd") });
    expect(outcomes.slice(1).every((each) => "count" in each)).toBe(true);
  });
});
