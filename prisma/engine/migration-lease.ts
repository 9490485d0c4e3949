import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseTrouble, inTransaction, openClient, type StatedClient } from "@/lib/db";

/** Beside the tables, so that no right on the whole database is needed; `_` as in Prisma's own. */
export const leaseTable = "_migration_lease";

/** A killed runner's lease ends by itself; a living one renews it several times before. */
export const leaseSeconds = 15;
export const renewalInterval = 3_000;
const retryInterval = 200;

/**
 * Runs `work` while no other machine does. The lease is a row, not an advisory lock: all
 * connections to the embedded PostgreSQL share one session, which such a lock cannot tell apart,
 * and behind a pooler a session is nobody's.
 * @throws MissingRight naming what the role of DATABASE_URL may not do, and who can give it.
 */
export async function withMigrationLease<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = await openClient(url);
  try {
    const holder = randomUUID();
    await prepare(client);
    while (!(await renew(client, holder))) await sleep(retryInterval);
    const working = new AbortController();
    const renewing = keepRenewing(client, holder, working.signal);
    try {
      return await work();
    } finally {
      working.abort();
      await renewing;
      // Where this fails the lease ends by itself; the outcome of the work counts.
      await giveBack(client, holder).catch(() => undefined);
    }
  } finally {
    await client.end();
  }
}

/** One that fails is followed by another: the lease lasts for several. */
async function keepRenewing(
  client: StatedClient,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const slept = await sleep(renewalInterval, true, { signal }).catch(() => false);
    if (!slept) return;
    await renew(client, holder).catch(() => false);
  }
}

/** The schema and the lease's table, unless they are there. */
async function prepare(client: StatedClient): Promise<void> {
  const { schema, database } = client.route.address;
  for (let tries = 0; ; tries += 1) {
    try {
      await inTransaction(client, async () => {
        const { rows } = await client.query<{ schema: string | null; lease: string | null }>(
          "SELECT to_regnamespace($1)::text AS schema, to_regclass($2)::text AS lease",
          [`"${schema}"`, `"${schema}".${leaseTable}`],
        );
        if (rows[0]?.schema === null) await client.query(`CREATE SCHEMA "${schema}"`);
        if (rows[0]?.lease !== null) return;
        await client.query(
          `CREATE TABLE "${schema}".${leaseTable}
           (one boolean PRIMARY KEY DEFAULT true CHECK (one), holder text NOT NULL, until timestamptz NOT NULL)`,
        );
      });
      return;
    } catch (error) {
      const missing = await missingRight(client, schema, database).catch(() => null);
      if (databaseTrouble(error) === "database_forbidden" && missing !== null) throw missing;
      // Two runners may create at the same instant.
      if (tries >= 5) throw error;
      await sleep(50);
    }
  }
}

/** Which right keeps us from the schema, in the words that give it; null when it is another. */
async function missingRight(
  client: StatedClient,
  schema: string,
  database: string,
): Promise<MissingRight | null> {
  const { rows } = await inTransaction(client, () =>
    client.query<{ found: boolean; usage: boolean; create: boolean; database: boolean }>(
      `SELECT oid IS NOT NULL AS found, has_database_privilege(current_database(), 'CREATE') AS database,
         coalesce(has_schema_privilege(oid, 'USAGE'), false) AS usage,
         coalesce(has_schema_privilege(oid, 'CREATE'), false) AS create
       FROM (SELECT to_regnamespace($1)::oid AS oid) AS wanted`,
      [`"${schema}"`],
    ),
  );
  const [rights] = rows;
  if (rights === undefined) return null;
  if (!rights.found) {
    return rights.database ? null : new MissingRight(`CREATE ON DATABASE "${database}"`);
  }
  const missing = [...(rights.usage ? [] : ["USAGE"]), ...(rights.create ? [] : ["CREATE"])];
  return missing.length === 0
    ? null
    : new MissingRight(`${missing.join(", ")} ON SCHEMA "${schema}"`);
}

/** The role of DATABASE_URL may not do what the migrations need. */
export class MissingRight extends Error {
  override readonly name = "MissingRight";
  constructor(right: string) {
    super(
      `The role of DATABASE_URL lacks a right that migrations need. As the owner run: GRANT ${right} TO <that role>;`,
    );
  }
}

async function renew(client: StatedClient, holder: string): Promise<boolean> {
  const { rowCount } = await inTransaction(client, () =>
    client.query(
      `INSERT INTO ${leaseTable} AS lease (holder, until)
       VALUES ($1, clock_timestamp() + make_interval(secs => $2))
       ON CONFLICT (one) DO UPDATE SET holder = EXCLUDED.holder, until = EXCLUDED.until
       WHERE lease.holder = EXCLUDED.holder OR lease.until < clock_timestamp()`,
      [holder, leaseSeconds],
    ),
  );
  return rowCount === 1;
}

async function giveBack(client: StatedClient, holder: string): Promise<void> {
  await inTransaction(client, () =>
    client.query(`DELETE FROM ${leaseTable} WHERE holder = $1`, [holder]),
  );
}
