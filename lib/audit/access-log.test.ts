import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { z } from "zod";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from "vitest";
import { inventKeys } from "@/lib/accounts/sign-up.fixture";
import { openDatabase, openPool, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { readHeads } from "@/prisma/commands/audit-verify";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { appendEvent } from "./events";
import { pruneEvents } from "./prune-events";
import { lastSegment, sealEvents, type SealContext } from "./seal-events";
import { writeHead } from "./segments";
import { verifyLog } from "./verify-log";

const day = 24 * 3_600_000;
const { auditKeys } = inventKeys();
const retention = { access: 731, rights: 1_096 };
vi.mock("@/lib/log", async (original) => ({ ...(await original<object>()), log: () => undefined }));

const tables = ["audit_events", "audit_segments", "audit_notes"];

describe.each(inject("databases").map(({ name }) => name))("the access log on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  /** The database's owner, who may switch triggers off. */
  let owner: Client;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query("SET default_transaction_read_only = off; SET search_path = public");
    await owner.query(
      "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_session_timeout = 0",
    );
  });
  afterAll(async () => {
    await owner.end();
    await db.$disconnect();
    await database.drop();
  });
  const switchTriggers = async (to: "DISABLE" | "ENABLE ALWAYS") => {
    if (to === "DISABLE") {
      for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      return;
    }
    for (const [table, trigger] of [
      ["audit_events", "audit_events_stay"],
      ["audit_events", "audit_events_are_not_truncated"],
      ["audit_segments", "audit_segments_grow"],
      ["audit_segments", "audit_segments_are_not_truncated"],
    ]) {
      await owner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${trigger}`);
    }
  };
  beforeEach(async () => {
    await switchTriggers("DISABLE");
    await owner.query("TRUNCATE audit_events, audit_segments, audit_notes");
    await switchTriggers("ENABLE ALWAYS");
  });

  const context = () => ({ statements: db.$statements, auditKeys, now: new Date() });
  /**
   * Other tests' transactions on the same server hold the horizon back. Waited for first, so that what was
   * recorded before is one segment.
   */
  async function sealAll(changes: Partial<SealContext> = {}): Promise<number> {
    for (let sealed = 0, tries = 0; ; tries += 1) {
      const [{ waiting, beyond }] = z
        .tuple([z.object({ waiting: z.number(), beyond: z.number() })])
        .parse(
          await db.$queryRaw`SELECT count(*)::int AS waiting,
            (count(*) FILTER (WHERE txid >= audit_horizon()))::int AS beyond
          FROM audit_events AS event WHERE NOT EXISTS (
            SELECT FROM audit_segments AS segment WHERE segment.chain = event.chain
              AND (event.txid, event.id) <= (segment.last_txid, segment.last_id))`,
        );
      if (waiting === 0 || tries > 400) return sealed;
      if (beyond === 0) sealed += await sealEvents({ ...context(), ...changes });
      else await sleep(25);
    }
  }
  const record = (actor: string, at = new Date(), note?: string) =>
    db.$transaction((tx) =>
      appendEvent(tx, { kind: "people_listed", actor, count: 1 }, at, {
        address: "203.0.113.7",
        people: ["p1", "p2"],
        ...(note === undefined ? {} : { note }),
      }),
    );
  const ids = async () =>
    (await db.auditEvent.findMany({ orderBy: { id: "asc" }, select: { id: true } })).map(({ id }) =>
      id.toString(),
    );
  const check = (heads: string[] = []) => verifyLog(context(), readHeads(heads));
  const head = async () => {
    const last = await lastSegment(db.$statements, "access");
    if (last === null) throw new Error("Nothing is sealed");
    return writeHead(last);
  };
  /** Six events in two segments. */
  async function fill(): Promise<string[]> {
    for (const actor of ["a", "b", "c"]) await record(actor);
    await sealAll();
    for (const actor of ["d", "e", "f"]) await record(actor);
    expect(await sealAll()).toBe(3);
    return ids();
  }
  async function tamper(sql: string, ...values: unknown[]): Promise<void> {
    await switchTriggers("DISABLE");
    await owner.query(sql, values);
    await switchTriggers("ENABLE ALWAYS");
  }

  it("is whole, says how much, and what waits to be sealed", async () => {
    await fill();
    await record("g");
    expect(await check([await head()])).toMatchObject({
      kind: "whole",
      chains: [
        { chain: "access", events: "6", unsealed: 1, last: { number: 2 } },
        { chain: "rights", events: "0", unsealed: 0, last: null },
      ],
    });
  });

  it.each([
    ["kind", "UPDATE audit_events SET kind = 'logged_in' WHERE id = $1"],
    ["actor", "UPDATE audit_events SET actor = 'x' WHERE id = $1"],
    ["subject", "UPDATE audit_events SET subject = 'x' WHERE id = $1"],
    ["time", "UPDATE audit_events SET at = at + interval '1 millisecond' WHERE id = $1"],
    ["detail", `UPDATE audit_events SET detail = '{"count": 2}' WHERE id = $1`],
    ["address", "UPDATE audit_events SET address = NULL WHERE id = $1"],
    ["people", "UPDATE audit_events SET people = '{p1}' WHERE id = $1"],
  ])("names a row whose %s was changed", async (_what, sql) => {
    const [, second] = await fill();
    await tamper(sql, second);
    expect(await check()).toEqual({
      kind: "broken",
      chain: "access",
      fault: { kind: "changed", event: second, segment: 1 },
    });
  });

  it("names a row that was deleted, the first of several", async () => {
    const [, second, , , fifth] = await fill();
    await tamper("DELETE FROM audit_events WHERE id IN ($1, $2)", second, fifth);
    expect(await check()).toMatchObject({
      fault: { kind: "missing", event: second, segment: 1 },
    });
  });

  it("names a row that was added among the sealed ones", async () => {
    await fill();
    await tamper(
      `INSERT INTO audit_events (id, at, kind, detail, txid)
       SELECT 900001, now(), 'logged_in', '{}', min(txid) FROM audit_events`,
    );
    expect(await check()).toMatchObject({
      fault: { kind: "added", event: "900001", segment: 1 },
    });
  });

  it("names two rows that changed places", async () => {
    const [first, second] = await fill();
    await tamper("UPDATE audit_events SET id = -1 WHERE id = $1", first);
    await tamper("UPDATE audit_events SET id = $1 WHERE id = $2", first, second);
    await tamper("UPDATE audit_events SET id = $1 WHERE id = -1", second);
    expect(await check()).toMatchObject({
      fault: { kind: "reordered", event: first, segment: 1, other: second },
    });
  });

  it("finds a tail that was cut, seals and all, against a head that was kept", async () => {
    const rows = await fill();
    const kept = await head();
    await tamper("DELETE FROM audit_events WHERE id >= $1", rows[3]);
    expect(await check()).toMatchObject({ fault: { kind: "missing", event: rows[3], segment: 2 } });
    await tamper("DELETE FROM audit_segments WHERE number = 2");
    expect(await check()).toMatchObject({ kind: "whole" });
    expect(await check([kept])).toMatchObject({
      fault: { kind: "tail_cut", segment: 2, sealed: 1 },
    });
    await tamper("DELETE FROM audit_events");
    await tamper("DELETE FROM audit_segments");
    expect(await check([kept])).toMatchObject({ fault: { kind: "tail_cut", sealed: 0 } });
  });

  it("finds a chain that was made anew without the key", async () => {
    await fill();
    const kept = await head();
    const others = parseKeyRing(`k1:${Buffer.alloc(32, 7).toString("base64")}`);
    await tamper("DELETE FROM audit_segments");
    await tamper("UPDATE audit_events SET actor = 'nobody' WHERE actor = 'b'");
    await sealAll({ auditKeys: others });
    expect(await check()).toMatchObject({ fault: { kind: "seal_forged", segment: 1 } });
    await tamper("DELETE FROM audit_segments");
    await sealAll();
    expect(await check(), "with the key, only a head that was kept tells").toMatchObject({
      kind: "whole",
    });
    expect(await check([kept])).toMatchObject({ kind: "broken" });
  });

  it("finds leaves that were changed with their rows, a segment that is gone, a key that is missing", async () => {
    await fill();
    await tamper(
      "UPDATE audit_segments SET leaves = set_byte(leaves, 9, 255 - get_byte(leaves, 9))",
    );
    expect(await check()).toMatchObject({ fault: { kind: "seal_forged", segment: 1 } });
    await tamper("DELETE FROM audit_segments WHERE number = 1");
    expect(await check()).toMatchObject({ fault: { kind: "segment_missing", segment: 1 } });
    const others = parseKeyRing(`other:${Buffer.alloc(32, 7).toString("base64")}`);
    expect(await verifyLog({ ...context(), auditKeys: others })).toMatchObject({
      fault: { kind: "key_missing", key: "k1" },
    });
  });

  it("goes on under a new key, while the old one is still in the ring", async () => {
    await fill();
    const fresh = Buffer.alloc(32, 9).toString("base64");
    const old = auditKeys.current.secret.export().toString("base64");
    const ring = parseKeyRing(`k2:${fresh},k1:${old}`);
    await record("g");
    await sealAll({ auditKeys: ring });
    expect(await verifyLog({ ...context(), auditKeys: ring })).toMatchObject({ kind: "whole" });
  });

  it("has a note beside an event that may go, but not change", async () => {
    await record("a", new Date(), "a caller asked");
    await sealAll();
    expect(await check()).toMatchObject({ kind: "whole" });
    const [id] = await ids();
    await tamper("UPDATE audit_notes SET note = 'nobody asked'");
    expect(await check()).toMatchObject({ fault: { kind: "note_changed", event: id } });
    await tamper("DELETE FROM audit_notes");
    expect(await check()).toMatchObject({ kind: "whole" });
  });

  it("orders transactions by number, and a segment ends with the last of them", async () => {
    await tamper(
      `INSERT INTO audit_events (at, kind, detail, txid)
       SELECT now(), 'logged_in', '{}', at FROM unnest(ARRAY[10, 9, 100, 99]) AS at`,
    );
    await sealAll();
    expect((await lastSegment(db.$statements, "access"))?.lastTxid).toBe("100");
    expect(await check()).toMatchObject({ kind: "whole", chains: [{ events: "4" }, {}] });
  });

  it("takes no change, deletion or segment out of turn while its triggers are on", async () => {
    await fill();
    for (const sql of [
      "UPDATE audit_events SET actor = 'x'",
      "DELETE FROM audit_events",
      "TRUNCATE audit_events",
      "TRUNCATE audit_segments",
      "UPDATE audit_segments SET leaves = NULL, pruned_at = now(), prune_key_id = 'k', prune_signature = ''",
      "UPDATE audit_segments SET head = previous",
      "DELETE FROM audit_segments",
      "SELECT audit_prune('access', 1, now(), 'k1', '')",
    ]) {
      await expect(owner.query(sql), sql).rejects.toThrow(/append-only/);
    }
  });

  it("lets one of two servers that seal at once go first", async () => {
    for (let at = 0; at < 20; at += 1) await record(`a${at}`);
    const sealed = await Promise.all([1, 2, 3].map(() => sealAll()));
    expect(sealed.reduce((sum, each) => sum + each, 0)).toBe(20);
    expect(await check()).toMatchObject({ kind: "whole", chains: [{ events: "20" }, {}] });
  });

  it("destroys whole segments past their time, and is whole from there", async () => {
    const old = new Date(Date.now() - 800 * day);
    for (const actor of ["a", "b"]) await record(actor, old, "a caller asked");
    await sealAll({ now: old });
    await record("c", old);
    await sealAll({ now: old });
    await record("d");
    await sealAll();
    const kept = await head();
    const prune = () =>
      db.$transaction((tx) => pruneEvents(tx, { auditKeys, retention, now: new Date() }));
    await expect(prune(), "the database's own clock has seen no year pass").rejects.toThrow();
    await tamper(
      "UPDATE audit_segments SET stored_at = now() - interval '800 days' WHERE number < 3",
    );
    expect(await prune()).toBe(3);
    expect(await prune()).toBe(0);
    expect(await db.auditNote.count()).toBe(0);
    expect(await db.auditSegment.count({ where: { chain: "access" } })).toBe(2);
    expect(await db.auditEvent.count({ where: { kind: "audit_pruned" } })).toBe(1);
    await sealAll();
    expect(await check([kept])).toMatchObject({
      kind: "whole",
      chains: [
        { events: "4", last: { number: 3 } },
        { events: "1", last: { number: 1 } },
      ],
    });
    await tamper(
      "UPDATE audit_segments SET prune_signature = decode('00', 'hex') WHERE number = 2",
    );
    expect(await check(), "destroyed by somebody else").toMatchObject({
      fault: { kind: "seal_forged", segment: 2 },
    });
  });

  it("keeps what was done with rights longer", async () => {
    const old = new Date(Date.now() - 800 * day);
    await db.$transaction((tx) =>
      appendEvent(tx, { kind: "audit_reviewed", actor: "a", review: "r" }, old),
    );
    await sealAll({ now: old });
    await tamper("UPDATE audit_segments SET stored_at = now() - interval '800 days'");
    const at = (now: Date) =>
      db.$transaction((tx) => pruneEvents(tx, { auditKeys, retention, now }));
    expect(await at(new Date())).toBe(0);
    expect(await at(new Date(old.getTime() + 1_097 * day))).toBe(1);
  });

  describe.skipIf(name === "embedded PostgreSQL")("with transactions under way", () => {
    const pool = () => openPool(database.url, "tool", 3);
    let open: ReturnType<typeof pool>;
    beforeEach(() => {
      open = pool();
    });
    afterEach(() => open.end());

    it("waits for nobody, and what commits late comes after what is sealed", async () => {
      const late = await open.connect();
      await late.query("BEGIN");
      const write = `INSERT INTO audit_events (at, kind, actor, detail) VALUES (now(), 'logged_in', 'late', '{}')`;
      await late.query(write);
      await record("early");
      expect(await sealEvents(context()), "nothing above an open transaction").toBe(0);
      await late.query(write);
      await late.query("COMMIT");
      late.release();
      await record("after");
      expect(await sealAll()).toBe(4);
      expect(await check()).toMatchObject({ kind: "whole", chains: [{ events: "4" }, {}] });
    });

    it("is whole however many record at once while it is sealed", async () => {
      const writers = Array.from({ length: 40 }, (_, at) =>
        db.$transaction(async (tx) => {
          await appendEvent(tx, { kind: "people_listed", actor: `w${at}`, count: 1 }, new Date());
          await tx.$queryRaw`SELECT pg_sleep(random() * 0.05)::text`;
          await appendEvent(tx, { kind: "people_listed", actor: `w${at}`, count: 2 }, new Date());
        }),
      );
      const sealing = Array.from({ length: 10 }, () => sealEvents(context()));
      await Promise.all([...writers, ...sealing]);
      await sealAll();
      expect(await check()).toMatchObject({
        kind: "whole",
        chains: [{ events: "80", unsealed: 0 }, {}],
      });
    });
  });
});
