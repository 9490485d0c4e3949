import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { freePort } from "@/e2e/free-port";
import { migrate } from "@/prisma/migrate";
import { startDatabase } from "./database";

/**
 * Databases for the tests: an embedded one, always, and a fresh one on a real PostgreSQL where one
 * answers at TEST_POSTGRES_URL. Tests then run on each: `describe.each(inject("databases"))`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = await startDatabase({ port: await freePort() });
  const real = await createRealDatabase();
  if (real === null)
    console.log("NOT RUN on a real PostgreSQL: none answers at TEST_POSTGRES_URL.");
  const databases = [
    { name: "embedded PostgreSQL", url: embedded.url },
    ...(real === null ? [] : [{ name: "real PostgreSQL", url: real.url }]),
  ];
  for (const { url } of databases) await migrate(url);
  project.provide("databases", databases);
  return async () => {
    await real?.drop();
    await embedded.close();
  };
}

/** An empty database of the same sort as one that `inject("databases")` names. */
export async function createDatabaseLike(name: string): Promise<TestDatabase> {
  if (!name.startsWith("real")) {
    const { url, close } = await startDatabase({ port: await freePort() });
    return { url, drop: close };
  }
  const real = await createRealDatabase();
  if (real === null) throw new Error("The real PostgreSQL is gone");
  return real;
}

/** A database of a random name on the real server; null when there is no server. */
export async function createRealDatabase(): Promise<TestDatabase | null> {
  const server = process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
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
