import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { leave } from "@/lib/accounts/leave";
import { actAs, contextWith, inventKeys, openMember } from "@/lib/accounts/sign-up.fixture";
import { appendEvent } from "@/lib/audit/events";
import { couldChangeLog } from "@/lib/audit/guard";
import { sealEvents, SealsAhead } from "@/lib/audit/seal-events";
import { verifyLog } from "@/lib/audit/verify-log";
import { checkReadiness } from "@/lib/database/readiness";
import { openDatabase, type Database } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { migrate } from "./migrate";
import { countOnFromSeals, grantServerRights } from "./server-rights";

const { auditKeys } = inventKeys();
const names = inject("databases").map(({ name }) => name);

describe.each(names.filter((name) => name === "real PostgreSQL"))(
  "the server's own role on %s",
  (name) => {
    let database: TestDatabase;
    let owner: Client;
    let server: Client;
    let db: Database;
    const role = `server_${randomBytes(6).toString("hex")}`;
    let url: string;
    beforeAll(async () => {
      database = await createDatabaseLike(name);
      owner = new Client({ connectionString: database.url });
      await owner.connect();
      await owner.query(`CREATE ROLE ${role} LOGIN`);
      const at = new URL(database.url);
      at.username = role;
      url = at.href;
      await migrate(database.url);
      expect(await grantServerRights(database.url, url)).toContain("only add to the access log");
      server = new Client({ connectionString: url });
      await server.connect();
      db = openDatabase(url);
    });
    afterAll(async () => {
      await db.$disconnect();
      await server.end();
      await owner.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
      await owner.end();
      await database.drop();
    });

    it("does all that the server does", async () => {
      expect(await checkReadiness(db, migrations)).toEqual({ kind: "ready" });
      const id = await openMember(db);
      await leave(await actAs(db, id), {
        ...contextWith(db, { kind: "unknown" }),
        rejoinCooldownDays: 30,
      });
      const context = { statements: db.$statements, auditKeys, now: new Date() };
      await expect
        .poll(async () => sealEvents(context), { timeout: 20_000 })
        .toBeGreaterThanOrEqual(1);
      expect(await verifyLog(context)).toMatchObject({ kind: "whole" });
    });

    it.each([
      "UPDATE audit_events SET actor = 'x'",
      "DELETE FROM audit_events",
      "TRUNCATE audit_events",
      "DROP TABLE audit_events CASCADE",
      "ALTER TABLE audit_events DISABLE TRIGGER ALL",
      "DROP TRIGGER audit_events_stay ON audit_events",
      "UPDATE audit_segments SET head = head",
      "DELETE FROM audit_segments",
      "DELETE FROM audit_notes",
      "UPDATE audit_reviews SET findings = ''",
      "CREATE OR REPLACE FUNCTION audit_events_stay() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      "SELECT setval('audit_events_id_seq', 1)",
      "SET session_replication_role = replica",
      "DELETE FROM _prisma_migrations",
      "UPDATE database_origin SET identity = database_identity()",
      "CREATE TABLE mine (id int)",
    ])("may not: %s", async (sql) => {
      await expect(server.query(sql)).rejects.toMatchObject({ code: "42501" });
    });

    it("is known as one that cannot change the log, other than the owner's", async () => {
      expect(await couldChangeLog(db.$statements)).toBe(false);
      const owning = openDatabase(database.url);
      expect(await couldChangeLog(owning.$statements)).toBe(true);
      await owning.$disconnect();
    });

    it("is told of, where it owns the tables", async () => {
      expect(await grantServerRights(database.url, database.url)).toContain("could change");
    });
  },
);

describe.each(names)(
  "a log that was restored where transactions are counted anew, on %s",
  (name) => {
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

    it("says so, and goes on after what was sealed once it is migrated", async () => {
      const context = () => ({ statements: db.$statements, auditKeys, now: new Date() });
      const record = () =>
        appendEvent(db, { kind: "people_listed", actor: "a", count: 1 }, new Date());
      await db.$executeRaw`INSERT INTO audit_events (at, kind, detail, txid)
      VALUES (now(), 'logged_in', '{}', 1)`;
      await expect.poll(() => sealEvents(context())).toBe(1);
      expect(await countOnFromSeals(database.url)).toBe(false);
      // As if the other server had been at a transaction far above.
      await db.$executeRaw`ALTER TABLE audit_segments DISABLE TRIGGER USER`;
      await db.$executeRaw`UPDATE audit_segments SET last_txid = 4000000000`;
      await expect(sealEvents(context())).rejects.toThrow(SealsAhead);
      expect(await countOnFromSeals(database.url)).toBe(true);
      expect(await countOnFromSeals(database.url)).toBe(false);
      await db.$executeRaw`ALTER TABLE audit_segments ENABLE ALWAYS TRIGGER audit_segments_grow`;
      await record();
      await expect.poll(() => sealEvents(context()), { timeout: 20_000 }).toBe(1);
      await record();
      await expect.poll(() => sealEvents(context()), { timeout: 20_000 }).toBe(1);
    });
  },
);
