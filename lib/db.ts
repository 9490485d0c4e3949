import { PrismaPg } from "@prisma/adapter-pg";
import { Client, Pool, type ClientConfig } from "pg";
import { z } from "zod";
import { config } from "@/lib/config";
import { PrismaClient } from "@/lib/generated/prisma/client";

const poolSize = 10;
const connectTimeout = 5_000;
/** A crowd waits for its turn instead of failing. */
const turnTimeout = 20_000;
const transactionOptions = { maxWait: turnTimeout, timeout: turnTimeout };

/** The database of this process. Kept on `globalThis`, so that a hot reload opens no second pool. */
export function db(): PrismaClient {
  return (kept.database ??= openDatabase(config().databaseUrl, pool()));
}

/** The same database for a library that brings its own SQL. */
export function statements(): StatementRunner {
  return pool();
}

function pool(): Pool {
  return (kept.pool ??= openPool(config().databaseUrl));
}

const kept: typeof globalThis & { database?: PrismaClient; pool?: Pool } = globalThis;

/** Any PostgreSQL by its address: a real one or the embedded one, which cannot be told apart. */
export function openDatabase(url: string, pool = openPool(url)): PrismaClient {
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return new PrismaClient({ adapter, transactionOptions });
}

export function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    // Of the pool, this is also how long a query may wait for a connection that others use.
    connectionTimeoutMillis: turnTimeout,
    keepAlive: true,
    Client: PromptClient,
  });
  // An idle connection that breaks is replaced; unheard, the event would end the process.
  pool.on("error", () => undefined);
  return pool;
}

export type StatementRunner = {
  query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;
};

/** Waits less for a server that does not answer than the pool does for a free connection. */
class PromptClient extends Client {
  constructor(options: ClientConfig = {}) {
    super({ ...options, connectionTimeoutMillis: connectTimeout });
  }
}

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

/** Whether the database could not be reached or did not answer: nothing was decided. */
export function isDatabaseDown(error: unknown): boolean {
  const { code, message, cause, meta } = fault.parse(error);
  if (code !== undefined && downCodes.has(code)) return true;
  if (code === undefined && message !== undefined && lostConnection.test(message)) return true;
  return [cause, meta?.driverAdapterError].some(
    (inner) => inner !== undefined && isDatabaseDown(inner),
  );
}

const fault = z
  .object({
    code: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    cause: z.unknown().optional(),
    meta: z.object({ driverAdapterError: z.unknown().optional() }).optional().catch(undefined),
  })
  .catch({ code: undefined, message: undefined, cause: undefined, meta: undefined });

/** Prisma's codes, then Node's, then PostgreSQL's own (57P: shutting down, 53300: full). */
const downCodes = new Set([
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1011", "P1017", "P2024", "P2028", "P2037"],
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EPIPE"],
  ...["57P01", "57P02", "57P03", "53300"],
]);

/** The driver `pg` and its pool give these faults no code, only words. */
const lostConnection =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)/;
