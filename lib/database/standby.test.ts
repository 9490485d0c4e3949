import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkReadiness } from "@/lib/database/readiness";
import { lagOf, readingsFrom, type ReplicaState } from "@/lib/database/replica";
import { openClient, openDatabase, openReader, type Database } from "@/lib/db";
import { migrations } from "@/lib/generated/migrations";
import { migrate } from "@/prisma/engine/migrate";
import {
  canStartCluster,
  startCluster,
  startStandby,
  type Cluster,
} from "@/sandbox/database/cluster";
import { startFront } from "@/sandbox/database/front";
import { startPooler } from "@/sandbox/database/pooler.fixture";

const title = canStartCluster
  ? "a real primary and its standby"
  : "NOT RUN with a real standby: there are no programs of PostgreSQL in /usr/lib/postgresql";

describe.skipIf(!canStartCluster)(title, () => {
  let primary: Cluster;
  let standby: Cluster;
  let db: Database;
  beforeAll(async () => {
    primary = await startCluster();
    await migrate(primary.url);
    standby = await startStandby(primary);
    db = openDatabase(primary.url);
  }, 60_000);
  afterAll(async () => {
    await db.$disconnect();
    await standby.close();
    await primary.close();
  });
  const write = (database: Database) =>
    database.rateLimit.create({ data: { key: randomBytes(8).toString("hex") } });
  const where = async (readings: ReturnType<typeof openReader>) => {
    const { rows } = await readings.query("SELECT pg_is_in_recovery() AS standby", []);
    return rows;
  };

  it("is ready only where it can be written to, through a pooler too", async () => {
    expect((await checkReadiness(db, migrations)).kind).toBe("ready");
    const pooler = await startPooler(standby.url);
    if (pooler === null) {
      process.stdout.write("NOT RUN through PgBouncer: it is not at /usr/sbin/pgbouncer.\n");
    }
    for (const url of [standby.url, ...(pooler === null ? [] : [pooler.url])]) {
      const reader = openDatabase(url);
      expect((await checkReadiness(reader, migrations)).kind).toBe("database_read_only");
      await reader.$disconnect();
    }
    if (pooler !== null) expect(await where(openReader(pooler.url))).toEqual([{ standby: true }]);
    await pooler?.close();
  });

  it("a write that meets the standby goes through once the address leads to the primary", async () => {
    const front = await startFront(standby.port);
    const through = openDatabase(standby.url.replace(`:${standby.port}/`, `:${front.port}/`));
    const written = write(through);
    await sleep(50);
    front.leadTo(primary.port, { cut: false });
    await expect(written).resolves.toMatchObject({ points: 0 });
    await through.$disconnect();
    await front.close();
  });

  it("readings come from the standby, and from the primary while it is behind or gone", async () => {
    const heard: ReplicaState[] = [];
    const reader = openReader(standby.url);
    const tell = (state: ReplicaState) => heard.push(state);
    const options = { tell, lag: 0.3, interval: 0 };
    const readings = readingsFrom(db.$statements, reader, options);
    expect(await where(readings)).toEqual([{ standby: true }]);
    await expect(reader.query("DELETE FROM rate_limits", [])).rejects.toThrow(/read-only/);

    const console = await openClient(standby.url);
    await console.query("SELECT pg_wal_replay_pause()");
    await write(db);
    await expect.poll(() => lagOf(reader)).toBeGreaterThan(0.3);
    expect(await where(readings)).toEqual([{ standby: false }]);
    await console.query("SELECT pg_wal_replay_resume()");
    await expect.poll(() => where(readings), { timeout: 20_000 }).toEqual([{ standby: true }]);
    await console.end();

    await standby.stop();
    expect(await where(readings)).toEqual([{ standby: false }]);
    await standby.start();
    await expect.poll(() => where(readings), { timeout: 20_000 }).toEqual([{ standby: true }]);
    // Until it is sent to again it may be behind.
    expect(heard.slice(0, 3)).toEqual(["too_far_behind", "in_use", "database_unavailable"]);
    expect(heard.at(-1)).toBe("in_use");
  });
});
