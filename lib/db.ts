import { PrismaPg } from "@prisma/adapter-pg";
import { z } from "zod";
import { config } from "@/lib/config";
import { PrismaClient } from "@/lib/generated/prisma/client";

const poolSize = 10;
const connectTimeout = 5_000;
/** A crowd waits for its turn instead of failing. */
const transactionOptions = { maxWait: 20_000, timeout: 20_000 };

/** The database of this process. Kept on `globalThis`, so that a hot reload opens no second pool. */
export function db(): PrismaClient {
  return (kept.database ??= openDatabase(config().databaseUrl));
}

const kept: typeof globalThis & { database?: PrismaClient } = globalThis;

/** Any PostgreSQL by its address: a real one or the embedded one, which cannot be told apart. */
export function openDatabase(url: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
  });
  return new PrismaClient({ adapter, transactionOptions });
}

/**
 * Whether a write broke a unique rule: Prisma's P2002. With `column`, whether it was that rule.
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  const known = uniqueViolation.safeParse(error);
  if (!known.success) return false;
  return column === undefined || JSON.stringify(known.data.meta).includes(column);
}

const uniqueViolation = z.object({ code: z.literal("P2002"), meta: z.unknown() });

/** Whether the database could not be reached or did not answer: nothing was decided. */
export function isDatabaseDown(error: unknown): boolean {
  const { code, cause } = fault.parse(error);
  if (code !== undefined && downCodes.has(code)) return true;
  return cause !== undefined && isDatabaseDown(cause);
}

const fault = z
  .object({ code: z.string().optional().catch(undefined), cause: z.unknown() })
  .catch({ cause: undefined });

/** Prisma's codes, then Node's, then PostgreSQL's own (57P: shutting down, 53300: full). */
const downCodes = new Set([
  ...["P1000", "P1001", "P1002", "P1003", "P1008", "P1011", "P1017", "P2024", "P2028", "P2037"],
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EPIPE"],
  ...["57P01", "57P02", "57P03", "53300"],
]);
