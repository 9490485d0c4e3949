import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { loadSettings } from "./settings";
import { openSchemaEngine } from "./schema-engine";

/**
 * Applies pending migrations and returns their names. Safe from two machines at once: the second
 * waits for the first and then finds nothing to do.
 * @throws when a migration fails; what the database said stands in the message.
 */
export async function migrate(url: string): Promise<string[]> {
  const release = await takeLease(url);
  const engine = await openSchemaEngine(url);
  try {
    return await engine.apply();
  } finally {
    await engine.close();
    await release();
  }
}

const leaseSeconds = 30;

/**
 * A lease in a row, renewed while we work. Not an advisory lock: all connections to the embedded
 * PostgreSQL share one session, which such a lock cannot tell apart. A killed runner's lease ends.
 */
async function takeLease(url: string): Promise<() => Promise<void>> {
  const holder = randomUUID();
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  await prepareLease(client);
  while (!(await renew(client, holder))) await sleep(200);
  const renewal = setInterval(() => void renew(client, holder).catch(() => false), 5_000);
  return async () => {
    clearInterval(renewal);
    await client.query("DELETE FROM migration_lease.lease WHERE holder = $1", [holder]);
    await client.end();
  };
}

/** In a schema of its own, which Prisma does not look at. */
async function prepareLease(client: Client): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await client.query("CREATE SCHEMA IF NOT EXISTS migration_lease");
      await client.query(
        `CREATE TABLE IF NOT EXISTS migration_lease.lease
         (one boolean PRIMARY KEY DEFAULT true CHECK (one), holder text NOT NULL, until timestamptz NOT NULL)`,
      );
      return;
    } catch (error) {
      // IF NOT EXISTS still collides when two runners create at the same instant.
      if (tries >= 5) throw error;
      await sleep(50);
    }
  }
}

async function renew(client: Client, holder: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO migration_lease.lease (holder, until)
     VALUES ($1, clock_timestamp() + make_interval(secs => $2))
     ON CONFLICT (one) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
     WHERE lease.holder = EXCLUDED.holder OR lease.until < clock_timestamp()`,
    [holder, leaseSeconds],
  );
  return rowCount === 1;
}

async function main(): Promise<void> {
  const { databaseUrl } = loadSettings();
  const applied = await migrate(databaseUrl);
  for (const name of applied) console.log(`Applied ${name}`);
  console.log(applied.length === 0 ? "The database is up to date." : "Done.");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  // The engine keeps a timer of ten seconds; the work is done before.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
