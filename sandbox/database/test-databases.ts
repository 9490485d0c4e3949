import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { freePort } from "@/e2e/support/free-port";
import { migrate } from "@/prisma/engine/migrate";
import { startDatabase } from "./database";

/**
 * Databases for the tests: an embedded one, always, and on a real PostgreSQL, where one answers at
 * TEST_POSTGRES_URL, a fresh one and one whose settings are as bad as an administrator may make them.
 * Tests then run on each: `describe.each(inject("databases"))`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = await startDatabase({ port: await freePort() });
  const real = await createRealDatabase();
  if (real === null)
    console.log("NOT RUN on a real PostgreSQL: none answers at TEST_POSTGRES_URL.");
  const hostile = real === null ? null : await createHostileDatabase();
  const databases = [
    { name: "embedded PostgreSQL", url: embedded.url },
    ...(real === null ? [] : [{ name: "real PostgreSQL", url: real.url }]),
    ...(hostile === null ? [] : [{ name: hostileName, url: hostile.url }]),
  ];
  for (const { url } of databases) await migrate(url);
  project.provide("databases", databases);
  return async () => {
    await real?.drop();
    await hostile?.drop();
    await embedded.close();
  };
}

/** An empty database of the same sort as one that `inject("databases")` names. */
export async function createDatabaseLike(name: string): Promise<TestDatabase> {
  if (!name.startsWith("real")) {
    const { url, close } = await startDatabase({ port: await freePort() });
    return { url, drop: close };
  }
  const real = await (name === hostileName ? createHostileDatabase() : createRealDatabase());
  if (real === null) throw new Error("The real PostgreSQL is gone");
  return real;
}

/** A database of a random name on the real server; null when there is no server. */
export async function createRealDatabase(): Promise<TestDatabase | null> {
  const server = serverUrl();
  const name = `verified_signup_test_${randomBytes(6).toString("hex")}`;
  try {
    await onServer(server, `CREATE DATABASE ${name}`);
  } catch {
    return null;
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function serverUrl(): string {
  return process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
}

export const hostileName = "real PostgreSQL, hostile settings";

/**
 * A database whose own settings, and those of the plain role that owns it, are none of those that a
 * program finds on its author's machine: another zone and other formats, another isolation, tables of
 * the same names in front of ours.
 */
export async function createHostileDatabase(): Promise<TestDatabase | null> {
  const real = await createRealDatabase();
  if (real === null) return null;
  const url = new URL(real.url);
  const database = url.pathname.slice(1);
  const role = `${database}_owner`;
  url.username = role;
  const set = (what: string, settings: Record<string, string>) =>
    Object.entries(settings).map(([name, value]) => `ALTER ${what} SET ${name} = ${value}`);
  const statements = [
    `CREATE ROLE ${role} LOGIN`,
    `ALTER DATABASE ${database} OWNER TO ${role}`,
    "CREATE SCHEMA odd",
    `GRANT ALL ON SCHEMA odd TO ${role}`,
    "CREATE TABLE odd.accounts (id text)",
    "CREATE TABLE odd.attempts (id text)",
    "CREATE TABLE odd.unique_key_indexes (index bytea)",
    // As a replica applies changes: what must hold even then is tested here too.
    `GRANT SET ON PARAMETER session_replication_role TO ${role}`,
    ...set(`DATABASE ${database}`, hostileSettings),
    ...set(`ROLE ${role}`, { ...hostileSettings, TimeZone: "'America/St_Johns'" }),
  ];
  await onServer(real.url, statements.join(";"));
  return {
    url: url.href,
    drop: async () => {
      await real.drop();
      const revoke = `REVOKE SET ON PARAMETER session_replication_role FROM ${role}`;
      await onServer(serverUrl(), `${revoke}; DROP ROLE IF EXISTS ${role}`);
    },
  };
}

/** Of a database or a role, in SQL. */
export const hostileSettings = {
  TimeZone: "'Asia/Seoul'",
  DateStyle: "'SQL, DMY'",
  IntervalStyle: "'sql_standard'",
  bytea_output: "'escape'",
  extra_float_digits: "-15",
  default_transaction_isolation: "'serializable'",
  default_transaction_read_only: "on",
  default_transaction_deferrable: "on",
  search_path: "odd",
  statement_timeout: "'150ms'",
  lock_timeout: "'5ms'",
  idle_in_transaction_session_timeout: "'250ms'",
  idle_session_timeout: "'2s'",
  standard_conforming_strings: "off",
  array_nulls: "off",
  transform_null_equals: "on",
  row_security: "off",
  client_encoding: "'SQL_ASCII'",
};

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export type TestDatabase = { url: string; drop: () => Promise<void> };

declare module "vitest" {
  export interface ProvidedContext {
    databases: { name: string; url: string }[];
  }
}
