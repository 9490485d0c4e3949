import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { openClient } from "@/lib/db";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { describeTables } from "../tables.fixture";
import { findDrift, migrate } from "./migrate";
import { openSchemaEngine } from "./schema-engine";

const names = readdirSync("prisma/migrations").filter((name) => !name.endsWith(".toml"));
const added = "29990101000000_added";

describe.each(inject("databases").map(({ name }) => name))("migrating a new %s", (name) => {
  let database: TestDatabase;
  let client: Client;
  let place: string;
  const folder = () => join(place, "prisma/migrations");

  beforeAll(async () => {
    database = await createDatabaseLike(name);
    client = await openClient(database.url);
  });
  beforeEach(async () => {
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    place = mkdtempSync(join(tmpdir(), "migrations-"));
    cpSync("prisma", join(place, "prisma"), { recursive: true });
    return () => rmSync(place, { recursive: true });
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it("applies everything once and records it as Prisma does", async () => {
    expect(await migrate(database.url)).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
    const { rows } = await client.query(
      `SELECT migration_name, checksum, applied_steps_count AS steps, logs, rolled_back_at,
         finished_at >= started_at AS finished
       FROM _prisma_migrations ORDER BY migration_name`,
    );
    expect(rows).toEqual(
      names.map((migration_name) => ({
        migration_name,
        checksum: checksumOf(migration_name),
        steps: 1,
        logs: null,
        rolled_back_at: null,
        finished: true,
      })),
    );
    expect(await findDrift(database.url)).toEqual([]);
  });

  it("builds what the schema says", async () => {
    const engine = await openSchemaEngine(database.url);
    const script = await engine.script(null);
    await engine.close();
    await client.query(script);
    const wanted = await describeTables(client);
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await migrate(database.url);
    expect(await describeTables(client)).toEqual(wanted);
  });

  it("lets one of several runners work, while the others wait and then find nothing to do", async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
    expect(outcomes.map(({ length }) => length).sort()).toEqual([0, 0, names.length]);
  });

  it("names a migration that fails, changes nothing, and applies it once it is mended", async () => {
    addMigration("CREATE TABLE half (a int); SELECT 1/0;");
    const failure = `Migration ${added} failed and changed nothing: division by zero`;
    await expect(migrate(database.url, folder())).rejects.toThrow(failure);
    await expect(migrate(database.url, folder())).rejects.toThrow(failure);
    expect(await exists("half")).toBe(false);
    addMigration("CREATE TABLE half (a int); -- mended");
    expect(await migrate(database.url, folder())).toEqual([added]);
    expect(await exists("half")).toBe(true);
  });

  it("goes on after a runner that died between its record and its work", async () => {
    await migrate(database.url);
    addMigration("CREATE TABLE whole (a int);");
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('dead', 'none', $1)`,
      [added],
    );
    await client.query(
      `INSERT INTO public._migration_lease (holder, until) VALUES ('dead', now() + interval '2 seconds')`,
    );
    expect(await migrate(database.url, folder())).toEqual([added]);
    expect(await migrate(database.url, folder())).toEqual([]);
  });

  it("tells which file was changed after it was applied, and which is not here", async () => {
    addMigration("CREATE TABLE whole (a int);");
    await migrate(database.url, folder());
    appendFileSync(join(folder(), names[0] ?? "", "migration.sql"), "-- another thought");
    rmSync(join(folder(), added), { recursive: true });
    expect(await findDrift(database.url, folder())).toEqual([
      `${names[0]} was changed after it had been applied.`,
      `${added} has been applied, but its file is not here.`,
    ]);
  });

  // The embedded PostgreSQL runs a statement to its end before it hears of anything else.
  if (name.startsWith("real")) {
    it("waits for the statement of a runner that was killed at work, and counts it", async () => {
      await migrate(database.url);
      addMigration("CREATE TABLE whole (a int); SELECT pg_sleep(4);");
      const runner = spawn(
        process.execPath,
        ["--import", import.meta.resolve("tsx"), resolve("prisma/engine/migrate.ts")],
        {
          cwd: place,
          env: {
            ...process.env,
            DATABASE_URL: database.url,
            TSX_TSCONFIG_PATH: resolve("tsconfig.json"),
          },
          stdio: "ignore",
        },
      );
      await until(async () => (await client.query(sleeping)).rowCount === 1);
      runner.kill("SIGKILL");
      await new Promise((ended) => runner.once("exit", ended));
      await client.query("UPDATE public._migration_lease SET until = now()");
      expect(await migrate(database.url, folder())).toEqual([]);
      expect(await exists("whole")).toBe(true);
      expect((await openRecords()).rowCount).toBe(0);
    }, 90_000);
  }

  function openRecords() {
    return client.query(
      "SELECT 1 FROM _prisma_migrations WHERE finished_at IS NULL OR rolled_back_at IS NOT NULL",
    );
  }

  function addMigration(sql: string): void {
    mkdirSync(join(folder(), added), { recursive: true });
    writeFileSync(join(folder(), added, "migration.sql"), sql);
  }

  async function exists(table: string): Promise<boolean> {
    const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS there", [table]);
    return z.object({ there: z.boolean() }).parse(rows[0]).there;
  }
});

const sleeping = `SELECT 1 FROM pg_stat_activity
  WHERE query LIKE '%pg_sleep(4)%' AND datname = current_database() AND pid <> pg_backend_pid()`;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error("It did not come about");
}

function checksumOf(name: string): string {
  return createHash("sha256")
    .update(readFileSync(join("prisma/migrations", name, "migration.sql")))
    .digest("hex");
}
