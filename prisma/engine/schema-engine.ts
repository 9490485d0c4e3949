import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { Pool } from "pg";
import type * as Engine from "@prisma/schema-engine-wasm";
import { openPool, routeOf, StatedAdapter, type Route } from "@/lib/db";
import { loadEngine } from "./engine-glue";
import { leaseTable } from "./migration-lease";

const schemaPath = resolve("prisma/schema.prisma");
/** The lease is ours, not the schema's. */
const filtersOf = (schema: string) => ({
  externalTables: [`${schema}.${leaseTable}`],
  externalEnums: [],
});

/**
 * Prisma's own schema engine as WebAssembly: what `prisma migrate` runs as a native binary that it
 * would have to download.
 */
export async function openSchemaEngine(
  url: string,
  folder = "prisma/migrations",
): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadEngine();
  const pool = openPool(url, "tool", 1);
  const migrations = readMigrations(resolve(folder));
  const route = routeOf(url, "tool");
  const scripts = new WholeScripts(pool, route, migrations);
  const filters = filtersOf(route.address.schema);
  const schema = { path: schemaPath, content: readFileSync(schemaPath, "utf8") };
  const engine = await SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(scripts),
  );
  return {
    apply: async () => {
      try {
        const input = { migrationsList: migrations, filters };
        return (await engine.applyMigrations(input)).appliedMigrationNames;
      } catch (error) {
        throw scripts.failed ?? error;
      }
    },
    diagnose: async () => {
      const { failedMigrationNames, editedMigrationNames, history } =
        await engine.diagnoseMigrationHistory({
          migrationsList: migrations,
          optInToShadowDatabase: false,
          filters,
        });
      const missing =
        history === null || history.diagnostic === "databaseIsBehind"
          ? []
          : history.unpersistedMigrationNames;
      return { failed: failedMigrationNames, edited: editedMigrationNames, missing };
    },
    forget: async (migrationName) => {
      await engine.markMigrationRolledBack({ migrationName });
    },
    script: async (earlier) => {
      const { stdout } = await engine.diff({
        from:
          earlier === null
            ? { tag: "empty" }
            : { tag: "schemaDatamodel", files: [{ path: schemaPath, content: earlier }] },
        to: { tag: "schemaDatamodel", files: [schema] },
        script: true,
        exitCode: null,
        filters,
      });
      return stdout?.includes("empty migration") ? "" : (stdout ?? "");
    },
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

/**
 * Prisma's adapter cuts a script at each semicolon, even inside a function's body. Here a
 * migration is one query, hence one transaction, in which it is also recorded as done: one that
 * stands unfinished has certainly changed nothing.
 */
class WholeScripts extends StatedAdapter {
  failed: MigrationFailed | undefined;

  constructor(
    pool: Pool,
    route: Route,
    private readonly migrations: Engine.MigrationList,
  ) {
    super(pool, route);
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      const name = this.nameOf(script);
      const record = name === undefined ? "" : `\n;${recordDone(name)}`;
      try {
        const words = await this.route.opening();
        const opening = words === null ? "" : `${words};`;
        // Even where the schema stands, this sentence asks for rights on the whole database.
        const whole = script.replace('CREATE SCHEMA IF NOT EXISTS "public";', "");
        await adapter.underlyingDriver().query(`${opening}${whole}${record}`);
      } catch (error) {
        if (name !== undefined) this.failed = new MigrationFailed(name, error);
        throw error;
      }
    };
    return adapter;
  }

  private nameOf(script: string): string | undefined {
    return this.migrations.migrationDirectories.find(
      ({ migrationFile: { content } }) => content.tag === "ok" && content.value === script,
    )?.path;
  }
}

/** Raises when the record is closed: this runner was given up for dead, and another took over. */
function recordDone(name: string): string {
  return `DO $record$ BEGIN
    UPDATE _prisma_migrations SET finished_at = now()
      WHERE migration_name = '${name.replaceAll("'", "''")}'
        AND finished_at IS NULL AND rolled_back_at IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'another runner has taken over'; END IF;
  END $record$`;
}

/** The database refused a migration, which has changed nothing. */
export class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
  constructor(migration: string, cause: unknown) {
    const said = cause instanceof Error ? cause.message : String(cause);
    super(`Migration ${migration} failed and changed nothing: ${said}`, { cause });
  }
}

function readMigrations(folder: string): Engine.MigrationList {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: read("migration_lock.toml") },
    shadowDbInitScript: "",
    migrationDirectories: names.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: read(join(path, "migration.sql")) },
      },
    })),
  };
}

export type SchemaEngine = {
  /**
   * Applies pending migrations and records them in `_prisma_migrations`.
   * @throws MigrationFailed
   */
  apply: () => Promise<string[]>;
  /** Names of migrations: begun and not finished; changed since; applied, but without a file. */
  diagnose: () => Promise<{ failed: string[]; edited: string[]; missing: string[] }>;
  /** Marks an unfinished migration as rolled back, so that it is tried again. */
  forget: (migrationName: string) => Promise<void>;
  /** The SQL from an earlier schema, `null` being none at all, to this one; empty when alike. */
  script: (earlier: string | null) => Promise<string>;
  close: () => Promise<void>;
};
