import nextEnv from "@next/env";
import { InvalidSettings } from "@/lib/config";
import { databaseTrouble, readAddress, type DatabaseTrouble } from "@/lib/db";
import { describeExpanded, findExpanded } from "@/lib/settings/env-files";
import { findDevelopment, type Development } from "./development";

/**
 * Loads the environment and the `.env` files that the server reads. Development settings, all
 * samples, count only with NODE_ENV=development, or if `npm run dev` is running and no other
 * database is named. Prints the choice and the database to standard error, without user or
 * password.
 * @throws InvalidSettings naming what is missing.
 */
export function loadSettings(): { databaseUrl: string; ownerUrl?: string } {
  const { mode, why } = completeEnvironment();
  for (const each of findExpanded(process.cwd(), mode, process.env)) {
    console.error(`Warning: ${describeExpanded(each)}`);
  }
  const databaseUrl = process.env["DATABASE_URL"]?.trim();
  if (!databaseUrl) throw new InvalidSettings(["DATABASE_URL: is missing"]);
  const address = readAddress(databaseUrl);
  if (address === null) throw new InvalidSettings([`DATABASE_URL: ${addressProblem}`]);
  const { host, port, database, schema, ignored } = address;
  const where = schema === "public" ? "" : `, schema ${schema}`;
  console.error(`Database ${database} at ${host}:${port}${where}, with ${mode} settings (${why}).`);
  for (const name of ignored) {
    console.error(`Warning: DATABASE_URL: its parameter ${name} has no effect.`);
  }
  const ownerUrl = process.env["DATABASE_OWNER_URL"]?.trim();
  if (!ownerUrl) return { databaseUrl };
  const owned = readAddress(ownerUrl);
  if (owned === null) throw new InvalidSettings([`DATABASE_OWNER_URL: ${addressProblem}`]);
  if (owned.database !== database || owned.schema !== schema) {
    throw new InvalidSettings(["DATABASE_OWNER_URL: names another database than DATABASE_URL"]);
  }
  return { databaseUrl, ownerUrl };
}

export const addressProblem =
  "is no address of a PostgreSQL, or names a schema or a connection_limit that cannot be";

/** `why`: the reason, for the tool's first line. */
function completeEnvironment(): { mode: "development" | "production"; why: string } {
  if (process.env["NODE_ENV"] === "development") {
    load("development");
    return { mode: "development", why: "NODE_ENV=development" };
  }
  const isAsked = process.env["NODE_ENV"] === "production";
  const files = load("production");
  const why = files.length === 0 ? "from the environment" : `from ${files.join(", ")}`;
  const stack = isAsked ? null : findDevelopment(process.env["DATABASE_URL"]);
  if (stack === null) return { mode: "production", why };
  load("development", stack);
  return { mode: "development", why: "those of npm run dev, which is running" };
}

/** As Next does; variables of the shell win. Returns the files' names. */
function load(mode: "development" | "production", stack?: Development): string[] {
  const quiet = { info: () => undefined, error: console.error };
  Object.assign(process.env, { NODE_ENV: mode });
  const { loadedEnvFiles } = nextEnv.loadEnvConfig(
    process.cwd(),
    mode === "development",
    quiet,
    true,
  );
  Object.assign(process.env, { NODE_ENV: mode }, stack?.addresses);
  return loadedEnvFiles.map(({ path }) => path);
}

/** A tool's error message: never a stack, nor an address with a password. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Its message already includes the database's.
  if (error.name === "MigrationFailed") return error.message;
  const trouble = databaseTrouble(error);
  return trouble === null ? error.message : sentences[trouble];
}

export const sentences: Record<DatabaseTrouble, string> = {
  database_unavailable: "No PostgreSQL answers at DATABASE_URL.",
  database_certificate_refused:
    "The PostgreSQL at DATABASE_URL offers no TLS, or a certificate that is not trusted (sslmode, sslrootcert).",
  database_password_refused: "The PostgreSQL at DATABASE_URL refuses the password.",
  database_access_refused: "The PostgreSQL at DATABASE_URL refuses this user from this machine.",
  database_missing: "The PostgreSQL at DATABASE_URL has no database of this name.",
  database_not_migrated: "The database lacks a table or a column: run npm run db:migrate first.",
  database_restored:
    "The database came out of a dump: run npm run restore, so that who has left since stays away.",
  database_forbidden: "The role of DATABASE_URL lacks a right on the schema or its tables.",
  database_read_only: "The database at DATABASE_URL is read-only.",
  database_full: "The PostgreSQL at DATABASE_URL has no connection, disk or memory left.",
  database_too_slow: "The PostgreSQL at DATABASE_URL took too long.",
  database_contended: "Others wrote to the same rows all the time: try again.",
};
