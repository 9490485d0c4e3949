import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { GET as askReady } from "@/app/health/ready/route";
import { leave } from "@/lib/accounts/leave";
import {
  actAs,
  contextWith,
  inventKeys,
  inventPerson,
  mailing,
  openMember,
  verify,
} from "@/lib/accounts/sign-up.fixture";
import { decideAdvertising } from "@/lib/advertising/decide";
import { sealEvents } from "@/lib/audit/seal-events";
import { verifyLog } from "@/lib/audit/verify-log";
import { openDatabase, type Database } from "@/lib/db";
import type { LogFields } from "@/lib/log";
import { migrate } from "@/prisma/engine/migrate";
import { createRealDatabase, type TestDatabase } from "@/sandbox/database/test-databases";
import { backUp } from "./backup";
import { listDepartures } from "./departures";
import { openRestored, putBack } from "./restore";

/** What a server would have written to its log. */
const logged: string[] = [];
vi.mock("@/lib/log", async (original) => ({
  ...(await original<object>()),
  log: (_level: string, event: string, fields: LogFields = {}) =>
    logged.push(JSON.stringify({ level: 30, time: new Date().toISOString(), event, ...fields })),
}));

/** The database of the server that is asked whether it is ready. */
const served: { db?: Database } = {};
vi.mock("@/lib/db", async (original) => ({ ...(await original<object>()), db: () => served.db }));

const isThere =
  inject("databases").some(({ name }) => name === "real PostgreSQL") &&
  spawnSync("pg_dump", ["--version"]).status === 0;
if (!isThere) console.log("NOT RUN: backup and restore, which need pg_dump and a real PostgreSQL.");

/** With the real pg_dump and pg_restore. */
describe.runIf(isThere)("a database restored from a backup", () => {
  const folder = mkdtempSync(join(tmpdir(), "backup-"));
  const made: TestDatabase[] = [];
  const open: Database[] = [];
  const keys = { ...inventKeys(), rejoinCooldownDays: 30 };
  const leaver = inventPerson({ name: "홍떠남", phone: "01055512345", birthDate: "1985-02-03" });
  const briefly = inventPerson();
  const rejoined = new Map<string, unknown>();
  let old: Database;
  let dump: string;
  let ids: { stays: string; leaves: string };

  async function create(): Promise<string> {
    const database = await createRealDatabase();
    if (database === null) throw new Error("The real PostgreSQL is gone");
    made.push(database);
    return database.url;
  }
  function connect(url: string): Database {
    const db = openDatabase(url);
    open.push(db);
    return db;
  }
  async function seal(db: Database): Promise<void> {
    const context = { statements: db.$statements, auditKeys: keys.auditKeys };
    const once = () => sealEvents({ ...context, now: new Date() });
    // Whatever writes on this server meanwhile holds sealing back.
    const sealed = async () => expect(await once()).toBeGreaterThanOrEqual(1);
    await vi.waitFor(sealed, { timeout: 20_000, interval: 100 });
  }
  function file(name: string, lines: readonly string[]): string {
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
    return join(folder, name);
  }
  async function restored(): Promise<{ url: string; db: Database }> {
    const url = await create();
    await putBack(url, dump);
    return { url, db: connect(url) };
  }
  const options = (files: string[], isIncomplete = false) => ({
    ...keys,
    ...{ files, isIncomplete, now: new Date() },
  });
  const leaveNow = async (db: Database, id: string) =>
    leave(await actAs(db, id), { ...contextWith(db, { kind: "unknown" }), rejoinCooldownDays: 30 });
  const decide = async (given: readonly ("use" | "email")[]) =>
    decideAdvertising(
      await actAs(old, ids.stays),
      { given, locale: "ko" },
      { db: old, mailing, sealKeys: keys.sealKeys, now: new Date() },
    );
  const given = (db: Database) => db.advertisingConsent.findMany({ where: { state: "given" } });
  async function readiness(db: Database): Promise<unknown> {
    served.db = db;
    const answer = await askReady();
    return { status: answer.status, said: await answer.json() };
  }
  const notReady = { status: 503, said: { status: "database_restored" } };
  async function rowsWith(db: Database, text: string): Promise<string[]> {
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const query = `SELECT count(*)::int AS count FROM "${name}" AS r WHERE r::text LIKE $1`;
      const [row] = await db.$queryRawUnsafe<{ count: number }[]>(query, `%${text}%`);
      if (row !== undefined && row.count > 0) found.push(name);
    }
    return found;
  }

  beforeAll(async () => {
    const url = await create();
    await migrate(url);
    old = connect(url);
    ids = { stays: await openMember(old), leaves: await openMember(old, leaver) };
    await decide(["use", "email"]);
    await seal(old);
    const backup = await backUp(url, { folder, keepDays: 30, now: new Date() });
    dump = backup.path;
    logged.length = 0;
    await leaveNow(old, ids.leaves);
    await decide(["use"]);
    await leaveNow(old, await openMember(old, briefly));
    await seal(old);
    for (const person of [leaver, briefly]) {
      rejoined.set(person.name, (await verify(old, person)).outcome);
    }
  });
  afterAll(async () => {
    for (const db of open) await db.$disconnect();
    for (const { drop } of made) await drop();
    rmSync(folder, { recursive: true });
  });

  it("is not ready, and is not opened while departures may be missing", async () => {
    const { url, db } = await restored();
    expect(await db.account.count({ where: { id: ids.leaves } })).toBe(1);
    expect(await readiness(db)).toEqual(notReady);
    expect(await openRestored(url, options([]))).toMatchObject({ kind: "gap" });
    const without = logged.filter((line) => !/"head":"access:2:/.test(line));
    const later = { level: 30, event: "audit_sealed", head: `access:3:99:${"0".repeat(64)}` };
    const holed = file("holed.log", [...without, JSON.stringify(later)]);
    const gap = "the log lacks seal 2";
    expect(await openRestored(url, options([holed]))).toEqual({ kind: "gap", gap });
    expect(await readiness(db)).toEqual(notReady);
    await expect(putBack(url, dump)).rejects.toThrow("not empty");
  });

  it("has nobody back who left since, and keeps their wait, by the log alone", async () => {
    const { url, db } = await restored();
    const log = file("server.log", ["not of ours", ...logged]);
    expect(await openRestored(url, options([log]))).toEqual({
      ...{ kind: "opened", named: 2, risen: 1, isComplete: true },
    });
    expect(await readiness(db)).toMatchObject({ status: 200 });
    expect(await db.account.findMany({ select: { id: true } })).toEqual([{ id: ids.stays }]);
    const { name, phone, birthDate, ci, di } = leaver;
    for (const text of [name, phone, birthDate, ci, di].map((each) => each ?? "none")) {
      expect(await rowsWith(db, text)).toEqual([]);
      expect(await rowsWith(db, Buffer.from(text).toString("hex"))).toEqual([]);
    }
    expect(await rowsWith(db, ids.leaves)).toEqual(["audit_events"]);
    expect((await verify(db, leaver)).outcome).toEqual(rejoined.get(leaver.name));
    expect((await given(db)).map(({ subject }) => subject)).toEqual(["use"]);
    expect(await db.session.count()).toBe(0);
    expect(await db.mail.count({ where: { state: "waiting" } })).toBe(0);
    const { statements, auditKeys } = { statements: db.$statements, ...keys };
    expect(await verifyLog({ statements, auditKeys })).toMatchObject({ kind: "whole" });
  });

  it("learns the same, and more, from the old database where that still answers", async () => {
    const { url, db } = await restored();
    const lines: string[] = [];
    for await (const line of listDepartures(old.$statements)) lines.push(line);
    const cut = file("cut.ndjson", [...lines.slice(1)]);
    await expect(openRestored(url, options([cut]))).rejects.toThrow("was cut");
    const list = file("list.ndjson", lines);
    expect(await openRestored(url, options([list]))).toMatchObject({ risen: 1, isComplete: true });
    // Joined and left after the backup: their fingerprint is in the list alone.
    expect((await verify(db, briefly)).outcome).toEqual(rejoined.get(briefly.name));
  });

  it("is a file for its owner alone, and old ones go", async () => {
    expect(statSync(dump).mode & 0o777).toBe(0o600);
    expect(readFileSync(dump).includes(Buffer.from(leaver.phone ?? "none"))).toBe(false);
    const url = made[0]?.url ?? "";
    const later = new Date(Date.now() + 40 * 24 * 60 * 60_000);
    const copy = mkdtempSync(join(tmpdir(), "backup-"));
    const first = await backUp(url, { folder: copy, keepDays: 30, now: new Date() });
    const second = await backUp(url, { folder: copy, keepDays: 30, now: later });
    expect(second.gone.map((name) => join(copy, name))).toEqual([first.path]);
    rmSync(copy, { recursive: true });
  });
});
