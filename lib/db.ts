import type { Pool } from "pg";
import { z } from "zod";
import { config } from "@/lib/config";
import { openPoolOn, Route, StatedClient, turnTimeout } from "@/lib/database/connection";
import { databaseTrouble } from "@/lib/database/faults";
import { tryAgain, tryWhole } from "@/lib/database/retry";
import type { Patience } from "@/lib/database/session";
import { StatedAdapter } from "@/lib/database/stated-adapter";
import { PrismaClient } from "@/lib/generated/prisma/client";
import { faultName, log } from "@/lib/log";

export { readAddress } from "@/lib/database/address";
export { type Route, type StatedClient } from "@/lib/database/connection";
export { StatedAdapter } from "@/lib/database/stated-adapter";
export { databaseTrouble, isDatabaseDown, type DatabaseTrouble } from "@/lib/database/faults";

const transactionOptions = { maxWait: turnTimeout, timeout: turnTimeout };

/** The database of this process. Kept on `globalThis`, so that a hot reload opens no second pool. */
export function db(): PrismaClient {
  return (kept.database ??= openDatabase(config().databaseUrl, pool()));
}

/** The same database for a library that brings its own SQL. */
export function statements(): StatementRunner {
  return statementsOf(pool(), config().databaseUrl);
}

function pool(): Pool {
  return (kept.pool ??= openPool(config().databaseUrl));
}

const kept: typeof globalThis & { database?: PrismaClient; pool?: Pool } = globalThis;

/**
 * Any PostgreSQL by its address: a real one or the embedded one, which cannot be told apart. What
 * loses a race that the database settles is tried again, a transaction from its beginning.
 */
export function openDatabase(
  url: string,
  pool?: Pool,
  patience: Patience = "server",
): PrismaClient {
  const adapter = new StatedAdapter(pool ?? openPool(url, patience), routeOf(url, patience));
  const plain = new PrismaClient({ adapter, transactionOptions });
  const client = plain.$extends({
    query: { $allOperations: ({ args, query }) => tryAgain(() => query(args)) },
  });
  const transact = (...options: Parameters<typeof client.$transaction>) =>
    tryWhole(() => client.$transaction(...options));
  // The extended client answers for the plain one, whose type everybody knows.
  return new Proxy(plain, {
    get: (_plain, name): unknown =>
      name === "$transaction" ? transact : Reflect.get(client, name, client),
  });
}

export function openPool(url: string, patience: Patience = "server", most?: number): Pool {
  const pool = openPoolOn(routeOf(url, patience), most);
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on("error", (error) => {
    const reason = databaseTrouble(error) ?? "database_unavailable";
    log("error", "database_connection_lost", { reason, fault: faultName(error) });
  });
  return pool;
}

/** A single connection, for a tool; its statements take as long as they take. */
export async function openClient(url: string): Promise<StatedClient> {
  const client = new StatedClient(routeOf(url, "tool"), null, { connectionString: url });
  // A connection that breaks is noticed at the next query; unheard, it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The work of a tool in one transaction; it may run more than once. */
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

/** Single statements on a pool, each as reliable as through Prisma. */
export function statementsOf(pool: Pool, url: string): StatementRunner {
  const route = routeOf(url, "server");
  return {
    query: async (text, values) => {
      const words = await route.opening();
      if (words === null) return tryAgain(() => pool.query(text, values));
      return tryWhole(async () => {
        const client = await pool.connect();
        try {
          await client.query(`BEGIN; ${words}`);
          const result = await client.query(text, values);
          await client.query("COMMIT");
          client.release();
          return result;
        } catch (error) {
          // Whatever state it is in: not for the next one.
          client.release(true);
          throw error;
        }
      });
    },
  };
}

/** One for each address, so that what is in between is found out once. */
export function routeOf(url: string, patience: Patience): Route {
  const key = `${patience} ${url}`;
  const route = routes.get(key) ?? new Route(url, patience);
  routes.set(key, route);
  return route;
}

const routes = new Map<string, Route>();

export type StatementRunner = {
  query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;
};

/**
 * Whether a write broke a unique rule: Prisma's P2002. With `column`, e.g. `email` or
 * `unique_key_index`, whether it was the rule of that column alone.
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!uniqueViolation.safeParse(error).success) return false;
  if (column === undefined) return true;
  const broken = brokenIndex.safeParse(error);
  return broken.success && broken.data.constraint.index === `${broken.data.table}_${column}_key`;
}

/** Whether a write refers to a row that is gone: Prisma's P2003. */
export function isForeignKeyViolation(error: unknown): boolean {
  return z.object({ code: z.literal("P2003") }).safeParse(error).success;
}

const uniqueViolation = z.object({ code: z.literal("P2002") });

/** Where the adapter for PostgreSQL names the index: `accounts_email_key`. */
const brokenIndex = z
  .object({
    meta: z.object({
      driverAdapterError: z.object({
        cause: z.object({ table: z.string(), constraint: z.object({ index: z.string() }) }),
      }),
    }),
  })
  .transform(({ meta }) => meta.driverAdapterError.cause);
