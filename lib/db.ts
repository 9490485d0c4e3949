import { DatabaseError, type Pool } from "pg";
import { randomToken } from "@/lib/crypto/token";
import { z } from "zod";
import { config } from "@/lib/config";
import { openPoolOn, Route, StatedClient, turnTimeout } from "@/lib/database/connection";
import { dropReadOnly } from "@/lib/database/drop-read-only";
import { databaseTrouble, isDatabaseDown } from "@/lib/database/faults";
import { readingsFrom } from "@/lib/database/replica";
import { tryAgain, tryWhole } from "@/lib/database/retry";
import type { Patience } from "@/lib/database/session";
import { StatedAdapter } from "@/lib/database/stated-adapter";
import { PrismaClient, type Prisma } from "@/lib/generated/prisma/client";
import { faultName, log } from "@/lib/log";
import { traced } from "@/lib/telemetry/traced";

export { readAddress } from "@/lib/database/address";
export { type Route, type StatedClient } from "@/lib/database/connection";
export { StatedAdapter } from "@/lib/database/stated-adapter";
export { databaseTrouble, isDatabaseDown, type DatabaseTrouble } from "@/lib/database/faults";

const transactionOptions = { maxWait: turnTimeout, timeout: turnTimeout };

/** The database of this process. Kept on `globalThis`, so that a hot reload opens no second pool. */
export function db(): Database {
  return (kept.database ??= openDatabase(config().databaseUrl, pool()));
}

/**
 * For what need not be current, such as figures and lists of the administration: DATABASE_REPLICA_URL where it is
 * set, and the primary while that is down or too far behind.
 */
export function readings(): StatementRunner {
  const url = config().replicaUrl;
  if (url === null) return db().$statements;
  return (kept.readings ??= readingsFrom(db().$statements, openReader(url), {
    tell: (state) => {
      if (state === "in_use") log("info", "replica_in_use");
      else log("warn", "replica_left", { reason: state });
    },
  }));
}

/** Statements of our own that write nothing. */
export function openReader(url: string): StatementRunner {
  return statementsOf(openPool(url, "reader"), url, "reader");
}

function pool(): Pool {
  return (kept.pool ??= openPool(config().databaseUrl));
}

/** Connections of this process's pool; `waiting`: requests that wait for one. */
export function poolFigures(): { total: number; idle: number; waiting: number } {
  const { totalCount: total = 0, idleCount: idle = 0, waitingCount: waiting = 0 } = kept.pool ?? {};
  return { total, idle, waiting };
}

const kept: typeof globalThis & {
  database?: Database;
  pool?: Pool;
  readings?: StatementRunner;
  runners?: WeakMap<object, StatementRunner>;
} = globalThis;

/**
 * Any PostgreSQL by its address: a real one or the embedded one, which cannot be told apart. What
 * loses a race that the database settles is tried again, a transaction from its beginning.
 */
export function openDatabase(url: string, opened?: Pool, patience: Patience = "server"): Database {
  const pool = opened ?? openPool(url, patience);
  const adapter = new StatedAdapter(pool, routeOf(url, patience));
  const plain = new PrismaClient({ adapter, transactionOptions });
  const client = plain.$extends({
    query: { $allOperations: ({ args, query }) => tryAgain(() => query(args)) },
  });
  const transact = (...options: Parameters<typeof client.$transaction>) =>
    tryWhole(() => client.$transaction(...options));
  const statements = { $statements: statementsOf(pool, url) };
  // The extended client answers for the plain one, whose type everybody knows.
  const database = new Proxy(Object.assign(plain, statements), {
    get: (_plain, name): unknown => {
      if (name === "$transaction") return transact;
      return name in statements ? statements.$statements : Reflect.get(client, name, client);
    },
  });
  runners.set(database, database.$statements);
  return database;
}

/** SQL of our own on this client: within its transaction, where it is one of Prisma's. */
export function statementsIn(client: PrismaClient | Prisma.TransactionClient): StatementRunner {
  return (
    runners.get(client) ?? {
      query: async (text, values) => ({
        rows: await client.$queryRawUnsafe<unknown[]>(text, ...values),
      }),
    }
  );
}

/**
 * By the whole database, never by one of its transactions. Next builds the start and the pages apart: each
 * has a copy of this file, and the database that the start has opened is the pages' too.
 */
const runners = (kept.runners ??= new WeakMap<object, StatementRunner>());

export function openPool(url: string, patience: Patience = "server", most?: number): Pool {
  const pool = openPoolOn(routeOf(url, patience), most);
  dropReadOnly(pool);
  // The pool replaces a broken idle connection; without a listener the event would end the process.
  pool.on("error", (error) => {
    const reason = databaseTrouble(error) ?? "database_unavailable";
    log("error", "database_connection_lost", { reason, fault: faultName(error) });
  });
  return pool;
}

/** A single connection for a tool, without a statement timeout. */
export async function openClient(url: string): Promise<StatedClient> {
  const client = new StatedClient(routeOf(url, "tool"), null, { connectionString: url });
  // The next query reports a broken connection; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Runs a tool's work in one transaction; it may run more than once. */
export async function inTransaction<T>(client: StatedClient, work: () => Promise<T>): Promise<T> {
  const words = await client.route.opening();
  return tryWhole(async () => {
    await client.query(words === null ? "BEGIN" : `BEGIN; ${words}`);
    try {
      const result = await work();
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
}

/** Uses the same session settings and retries as the Prisma client. */
export function statementsOf(
  pool: Pool,
  url: string,
  patience: Patience = "server",
): StatementRunner {
  const route = routeOf(url, patience);
  const runner: StatementRunner = {
    query: async (text, values, name) => {
      const words = await route.opening();
      if (words === null) return tryAgain(() => queryOn(pool, { text, values, name }));
      return tryWhole(async () => {
        const client = await pool.connect();
        try {
          await client.query(`BEGIN; ${words}`);
          const result = await client.query(text, values);
          await client.query("COMMIT");
          client.release();
          return result;
        } catch (error) {
          // Destroys the connection, since its state is unknown.
          client.release(true);
          throw error;
        }
      });
    },
  };
  return {
    query: (text, values, name) =>
      name === undefined
        ? runner.query(text, values)
        : traced(`database ${name}`, () => runner.query(text, values, name)),
  };
}

/** Prepared once a connection, under a name of that connection's own: the embedded one shares a session. */
async function queryOn(
  pool: Pool,
  { text, values, name }: Statement,
): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    const config = { text, values, ...(name && { name: `${name}_${idOf(client)}` }) };
    const result = await client.query<Record<string, unknown>>(config);
    client.release();
    return result;
  } catch (error) {
    // A statement that was refused leaves a good connection behind.
    client.release(!(error instanceof DatabaseError) || isDatabaseDown(error));
    throw error;
  }
}

function idOf(client: object): string {
  const id = ids.get(client) ?? randomToken(9);
  ids.set(client, id);
  return id;
}

const ids = new WeakMap<object, string>();
type Statement = { text: string; values: unknown[]; name: string | undefined };

/** One for each address, so that what is in between is found out once. */
export function routeOf(url: string, patience: Patience): Route {
  const key = `${patience} ${url}`;
  const route = routes.get(key) ?? new Route(url, patience);
  routes.set(key, route);
  return route;
}

const routes = new Map<string, Route>();

export type StatementRunner = {
  /** `name`: prepared under it once a connection, where the connection is ours alone; and a part of the trace. */
  query: (text: string, values: unknown[], name?: string) => Promise<{ rows: unknown[] }>;
};
/** Prisma's client, and the same database for SQL of our own. */
export type Database = PrismaClient & { $statements: StatementRunner };

/**
 * Whether a write broke a unique rule: Prisma's P2002, PostgreSQL's 23505. With `column`, e.g. `email` or
 * `unique_key_index`, whether it was the rule of that column alone.
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  const plain = plainViolation.safeParse(error).data;
  if (plain !== undefined) {
    return column === undefined || plain.constraint === `${plain.table}_${column}_key`;
  }
  if (!uniqueViolation.safeParse(error).success) return false;
  if (column === undefined) return true;
  const broken = brokenIndex.safeParse(error);
  return broken.success && broken.data.constraint.index === `${broken.data.table}_${column}_key`;
}

/** Prisma's P2003, PostgreSQL's 23503. */
export function isForeignKeyViolation(error: unknown): boolean {
  return z.object({ code: z.enum(["P2003", "23503"]) }).safeParse(error).success;
}

/** As the driver says it, of a statement of our own. */
const plainViolation = z.object({
  code: z.literal("23505"),
  table: z.string(),
  constraint: z.string(),
});

const uniqueViolation = z.object({ code: z.literal("P2002") });

/** Where the adapter puts the index name, e.g. `accounts_email_key`. */
const brokenIndex = z
  .object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ table: z.string(), constraint: z.object({ index: z.string() }) }),
      }),
    }),
  })
  .transform(({ meta }) => meta.driverAdapterError.cause);
