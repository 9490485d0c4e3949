import nextEnv from "@next/env";
import { z } from "zod";
import { isDatabaseDown } from "@/lib/db";

/**
 * The settings for command-line tools: the environment, completed from `.env` files as the server
 * completes it. Only the address of the database is needed here.
 */
export function loadSettings(): { databaseUrl: string } {
  const development = process.env["NODE_ENV"] !== "production";
  nextEnv.loadEnvConfig(process.cwd(), development, {
    info: () => undefined,
    error: console.error,
  });
  const parsed = databaseUrl.safeParse(process.env["DATABASE_URL"]);
  if (!parsed.success) throw new Error("DATABASE_URL is missing or is no PostgreSQL address.");
  return { databaseUrl: parsed.data };
}

/** What a tool tells of an error: a sentence, never a stack or an address with a password. */
export function explain(error: unknown): string {
  if (isDatabaseDown(error)) return "No PostgreSQL answers at DATABASE_URL.";
  return error instanceof Error ? error.message : String(error);
}

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
