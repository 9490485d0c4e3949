import { z } from "zod";

/** Why the database cannot work, or null. None of these faults leaves anything half-written. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const { code, message, kind, cause, meta } = fault.parse(error);
  const inner = [meta?.driverAdapterError, cause]
    .filter((each) => each !== undefined)
    .map(databaseTrouble)
    .find((each) => each !== null);
  // The innermost error is the most precise: Prisma reports many as P2010 or as unreachable.
  if (inner !== undefined) return inner;
  const known = troubleOf.get(kind ?? "") ?? troubleOf.get(code ?? "");
  if (known !== undefined) return known;
  if (code !== undefined && /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_)/.test(code)) {
    return "database_certificate_refused";
  }
  if (message === undefined || (code !== undefined && !spokenCodes.has(code))) return null;
  if (noTls.test(message)) return "database_certificate_refused";
  if (standby.test(message)) return "database_read_only";
  return lostConnection.test(message) ? "database_unavailable" : null;
}

export function isDatabaseDown(error: unknown): boolean {
  return databaseTrouble(error) !== null;
}

/** Rolled back by PostgreSQL in favour of another transaction; can be retried. */
export function isLostRace(error: unknown): boolean {
  return databaseTrouble(error) === "database_contended";
}

/** Codes of Prisma, Node and PostgreSQL, and the adapter's kinds. */
const codes = {
  database_unavailable: [
    ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"],
    ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EPIPE"],
    ...["EHOSTUNREACH", "ENETUNREACH", "08000", "08001", "08003", "08004", "08006"],
    ...["57P01", "57P02", "57P03", "57P05", "DatabaseNotReachable", "ConnectionClosed"],
    ...["SocketTimeout"],
  ],
  database_certificate_refused: ["P1011", "TlsConnectionError", "DEPTH_ZERO_SELF_SIGNED_CERT"],
  database_password_refused: ["P1000", "28P01", "AuthenticationFailed"],
  database_access_refused: ["P1010", "28000", "DatabaseAccessDenied"],
  database_missing: ["P1003", "3D000", "DatabaseDoesNotExist"],
  database_not_migrated: [
    ...["P2021", "P2022", "42P01", "42703", "3F000", "TableDoesNotExist", "ColumnNotFound"],
  ],
  /** Restored from a dump, and not opened by npm run restore: lib/database/restored.ts. */
  database_restored: [],
  database_forbidden: ["42501"],
  database_read_only: ["25006"],
  database_full: ["P2037", "53300", "TooManyConnections", "53100", "53200", "53400"],
  database_too_slow: ["57014", "55P03", "25P03", "25P04"],
  database_contended: ["P2034", "40001", "40P01", "TransactionWriteConflict"],
} as const;

export type DatabaseTrouble = keyof typeof codes;

const troubleOf = new Map<string, DatabaseTrouble>(
  Object.entries(codes).flatMap(([trouble, names]) =>
    isTrouble(trouble) ? names.map((name) => [name, trouble] as const) : [],
  ),
);

function isTrouble(text: string): text is DatabaseTrouble {
  return Object.hasOwn(codes, text);
}

const fault = z
  .object({
    code: z.string().optional().catch(undefined),
    originalCode: z.string().optional().catch(undefined),
    kind: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    cause: z.unknown().optional(),
    meta: z.object({ driverAdapterError: z.unknown().optional() }).optional().catch(undefined),
  })
  .transform(({ originalCode, ...rest }) => ({ ...rest, code: originalCode ?? rest.code }))
  .catch({
    ...{ code: undefined, kind: undefined, message: undefined },
    ...{ cause: undefined, meta: undefined },
  });

/** `pg` and its pool give these errors no code, only a message; PgBouncer always says 08P01. */
const lostConnection =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable|server_login_retry|pgbouncer cannot connect|query_wait_timeout|server closed the connection|server conn crashed)/;
/** Codes that say too little without their words. */
const spokenCodes = new Set(["08P01", "0A000"]);
/** How a standby refuses what begins each transaction behind a pooler; its code, 0A000, says less. */
const standby = /^cannot set transaction read-write mode/;
const noTls = /^(The server does not support SSL|There was an error establishing an SSL)/;
