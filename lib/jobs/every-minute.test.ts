import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import {
  beginSignUp,
  logIn,
  inventPerson,
  contextWith,
  verified,
  openMember,
  verify,
} from "@/lib/accounts/sign-up.fixture";
import { administrators } from "@/lib/logins/administrators";
import { members } from "@/lib/logins/members";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { bytes } from "@/prisma/row.fixture";
import { createAdministrator } from "@/lib/admin/console";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { jobRunner } from "./run-jobs";
import { jobsOfEachMinute } from "./every-minute";

const minute = 60_000;

/** In a database of its own, since a sweep changes all of it. */
describe.each(inject("databases").map(({ name }) => name))("a sweep of %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  const later = new Date(Date.now() + 30 * 24 * 60 * minute);
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });
  afterEach(() => db.$executeRaw`DROP TRIGGER IF EXISTS broken ON attempts`);

  async function sweep(now: Date, fetchVerification: () => Promise<never>) {
    const faults: string[] = [];
    const context = contextWith(db, fetchVerification, { now, providerIdIsAttemptId: true });
    await jobRunner(({ job }) => faults.push(job))(jobsOfEachMinute(context, () => new Date()));
    return faults;
  }
  /** One of each kind of row that must be gone by `later`. */
  async function inventAll() {
    const accountId = await openMember(db);
    await logIn(members, db, accountId, new Date());
    const email = `boss-${randomBytes(6).toString("hex")}@example.com`;
    await createAdministrator(db, { email, password: "correct horse battery" }, new Date());
    const { id } = await db.administrator.findUniqueOrThrow({ where: { email } });
    await logIn(administrators, db, id, new Date());
    await db.departure.create({ data: { index: bytes(32), keyId: "k1", rejoinFrom: new Date() } });
    await db.rateLimit.create({ data: { key: randomBytes(8).toString("hex"), expire: 1n } });
    return { waiting: (await verify(db)).attempt };
  }
  const leftOver = async () => ({
    sealed: await db.attempt.count({ where: { personSealed: { not: null } } }),
    sessions: await db.session.count(),
    administratorSessions: await db.administratorSession.count(),
    departures: await db.departure.count(),
    limits: await db.rateLimit.count(),
  });
  const nothing = { sealed: 0, sessions: 0, administratorSessions: 0, departures: 0, limits: 0 };
  const down = () => Promise.reject(new Error("PortOne's answer was never seen before"));

  it("destroys what is past its time though a question to PortOne fails", async () => {
    await inventAll();
    const lost = await beginSignUp(db, new Date(later.getTime() - 2 * minute));
    expect(await sweep(later, down)).toEqual(["settle_lost_answers"]);
    expect(await leftOver()).toEqual(nothing);
    expect(await db.attempt.findUniqueOrThrow({ where: { id: lost.id } })).toMatchObject({
      state: "issued",
    });
  });

  it("asks about each lost answer though one question fails", async () => {
    const now = new Date(later.getTime() + 60 * minute);
    const lost = await Promise.all(
      Array.from({ length: 3 }, () => beginSignUp(db, new Date(now.getTime() - 2 * minute))),
    );
    const context = contextWith(db, { kind: "unknown" }, { now, providerIdIsAttemptId: true });
    const asked: string[] = [];
    const faults: string[] = [];
    const fetchVerification = async (id: string) => {
      asked.push(id);
      if (asked.length === 1) throw new Error("odd");
      return verified(id, inventPerson(), now);
    };
    await jobRunner(({ job }) => faults.push(job))(
      jobsOfEachMinute({ ...context, fetchVerification }, () => new Date()),
    );
    expect(asked.sort()).toEqual(lost.map(({ id }) => id).sort());
    expect(faults).toEqual(["settle_lost_answers"]);
    const among = { id: { in: lost.map(({ id }) => id) }, state: "confirmed" as const };
    expect(await db.attempt.count({ where: among })).toBe(2);
  });

  it("destroys every other person though one row cannot be written", async () => {
    const { waiting } = await inventAll();
    await inventAll();
    await db.$executeRawUnsafe(`CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN IF OLD.id = '${waiting.id}' THEN RAISE EXCEPTION 'odd'; END IF;
      RETURN NEW; END $$`);
    await db.$executeRaw`CREATE TRIGGER broken BEFORE UPDATE ON attempts
      FOR EACH ROW EXECUTE FUNCTION broken()`;
    const at = new Date(later.getTime() + 24 * 60 * minute);
    expect(await sweep(at, down)).toEqual(["expire_attempts"]);
    expect(await leftOver()).toEqual({ ...nothing, sealed: 1 });
    await db.$executeRaw`DROP TRIGGER broken ON attempts`;
    expect(await sweep(at, down)).toEqual([]);
    expect(await leftOver()).toEqual(nothing);
  });
});
