/**
 * What every connection states, since a database or a role may set it otherwise. Prisma's adapter
 * sends times without their zone and drops the zone that comes back: in Asia/Seoul each row would
 * stand nine hours off. The rest decides how values are written, which tables a bare name means, how
 * transactions see each other, and how long a statement may take.
 *
 * Straight to PostgreSQL all of it goes into the startup message, which outdoes ALTER DATABASE and
 * ALTER ROLE and costs nothing. PgBouncer refuses a startup message with more than `tracked`, and in
 * its transaction mode a SET is lost, or met by somebody else: there each transaction says the rest
 * for itself, with SET LOCAL, and a single statement becomes a transaction.
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
    default_transaction_read_only: "off",
    default_transaction_deferrable: "off",
    IntervalStyle: "postgres",
    bytea_output: "hex",
    extra_float_digits: "1",
    array_nulls: "on",
    transform_null_equals: "off",
    row_security: "on",
    statement_timeout: patience === "server" ? `${longestStatement}` : "0",
    lock_timeout: "0",
    idle_in_transaction_session_timeout: patience === "server" ? `${longestStatement}` : "0",
    idle_session_timeout: "0",
  };
}

/** Milliseconds; far longer than a request waits, short enough that nothing hangs for ever. */
const longestStatement = 60_000;

/** The same for one transaction, as its first words; `SET LOCAL` ends with it. */
export function opening(schema: string, patience: Patience): string {
  const settings = Object.entries(untracked(schema, patience))
    .filter(([name]) => !/^(default_transaction|idle_session)/.test(name))
    .map(([name, value]) => `SET LOCAL ${name} = ${value.startsWith('"') ? value : `'${value}'`}`);
  return [`SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE`, ...settings].join("; ");
}

/** A server's statement ends in good time; a tool's takes as long as it takes. */
export type Patience = "server" | "tool";
