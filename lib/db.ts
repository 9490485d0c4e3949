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

/** Kept on `globalThis`, so that a hot reload opens no second pool. */
export function db(): PrismaClient {
  return (kept.database ??= openDatabase(config().databaseUrl, pool()));
}

/** The same database, for a library that brings its own SQL. */
export function statements(): StatementRunner {
  return statementsOf(pool(), config().databaseUrl);
}

function pool(): Pool {
  return (kept.pool ??= openPool(config().databaseUrl));
}

const kept: typeof globalThis & { database?: PrismaClient; pool?: Pool } = globalThis;

/** Retries statements and transactions after a deadlock or a serialisation failure. */
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
  // Calls go to the extended client; callers see the plain client's type.
  return new Proxy(plain, {
    get: (_plain, name): unknown =>
      name === "$transaction" ? transact : Reflect.get(client, name, client),
  });
}

export function openPool(url: string, patience: Patience = "server", most?: number): Pool {
  const pool = openPoolOn(routeOf(url, patience), most);
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
          // Destroys the connection, since its state is unknown.
          client.release(true);
          throw error;
        }
      });
    },
  };
}

/** One per address, so that a pooler is detected only once. */
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

/** Prisma's P2002. `column`: only the constraint of this column, e.g. `email`. */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!uniqueViolation.safeParse(error).success) return false;
  if (column === undefined) return true;
  const broken = brokenIndex.safeParse(error);
  return broken.success && broken.data.constraint.index === `${broken.data.table}_${column}_key`;
}

/** Prisma's P2003. */
export function isForeignKeyViolation(error: unknown): boolean {
  return z.object({ code: z.literal("P2003") }).safeParse(error).success;
}

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
