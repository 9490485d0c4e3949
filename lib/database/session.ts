/**
 * Every connection sets these, since a database or a role may set others. TimeZone, for example:
 * Prisma's adapter drops zones, so in Asia/Seoul each row would be nine hours off.
 *
 * A direct connection sends all of them in the startup message, which overrides ALTER DATABASE and
 * ALTER ROLE. PgBouncer accepts only `tracked` there, and in its transaction mode a SET is lost or
 * reaches another client. So behind it each transaction sets the rest with SET LOCAL.
 */
export const tracked = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  standard_conforming_strings: "on",
  client_encoding: "UTF8",
} as const;

export function untracked(schema: string, patience: Patience): Record<string, string> {
  return {
    search_path: `"${schema}"`,
    default_transaction_isolation: "read committed",
    default_transaction_read_only: patience === "reader" ? "on" : "off",
    default_transaction_deferrable: "off",
    IntervalStyle: "postgres",
    bytea_output: "hex",
    extra_float_digits: "1",
    array_nulls: "on",
    transform_null_equals: "off",
    row_security: "on",
    statement_timeout: patience === "tool" ? "0" : `${longestStatement}`,
    lock_timeout: "0",
    idle_in_transaction_session_timeout: patience === "tool" ? "0" : `${longestStatement}`,
    idle_session_timeout: "0",
  };
}

/** Milliseconds; much longer than a request waits. */
const longestStatement = 60_000;

/** The same for one transaction, as its first statements. */
export function opening(schema: string, patience: Patience): string {
  const settings = Object.entries(untracked(schema, patience))
    .filter(([name]) => !/^(default_transaction|idle_session)/.test(name))
    .map(([name, value]) => `SET LOCAL ${name} = ${value.startsWith('"') ? value : `'${value}'`}`);
  // A standby refuses READ WRITE.
  const mode = patience === "reader" ? "READ ONLY" : "READ WRITE";
  return [`SET TRANSACTION ISOLATION LEVEL READ COMMITTED ${mode}`, ...settings].join("; ");
}

/** A server's statements time out, a tool's do not; a reader is a server that writes nothing. */
export type Patience = "server" | "tool" | "reader";
