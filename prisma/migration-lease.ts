import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";

/** A killed runner's lease ends by itself; a living one renews it. */
const leaseSeconds = 15;
const renewalInterval = 3_000;
const retryInterval = 200;

/**
 * Runs `work` while no other machine does. The lease is a row, not an advisory lock: all
 * connections to the embedded PostgreSQL share one session, which such a lock cannot tell apart.
 */
export async function withMigrationLease<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that breaks is noticed at the next query; unheard, it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const holder = randomUUID();
    await prepare(client);
    while (!(await renew(client, holder))) await sleep(retryInterval);
    const renewal = setInterval(
      () => void renew(client, holder).catch(() => false),
      renewalInterval,
    );
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      // Where this fails the lease ends by itself; the outcome of the work counts.
      await giveBack(client, holder).catch(() => undefined);
    }
  } finally {
    await client.end();
  }
}

/** In a schema of its own, which Prisma does not look at. */
async function prepare(client: Client): Promise<void> {
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

async function giveBack(client: Client, holder: string): Promise<void> {
  await client.query("DELETE FROM migration_lease.lease WHERE holder = $1", [holder]);
}
