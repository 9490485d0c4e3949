import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { Pool } from "pg";
import type * as Engine from "@prisma/schema-engine-wasm";

const migrationsFolder = resolve("prisma/migrations");
const schemaPath = resolve("prisma/schema.prisma");
const filters = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own schema engine as WebAssembly: what `prisma migrate` runs as a native binary that it
 * would have to download.
 */
export async function openSchemaEngine(url: string): Promise<SchemaEngine> {
  const { SchemaEngine } = await load();
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 });
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  const datamodels: [string, string][] = [[schemaPath, readFileSync(schemaPath, "utf8")]];
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, adapter);
  return {
    apply: async () => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: readMigrations(),
        filters,
      });
      return appliedMigrationNames;
    },
    script: async () => {
      const { stdout } = await engine.diff({
        from: { tag: "empty" },
        to: {
          tag: "schemaDatamodel",
          files: [{ path: schemaPath, content: readFileSync(schemaPath, "utf8") }],
        },
        script: true,
        exitCode: null,
        filters,
      });
      return stdout ?? "";
    },
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}

/** Prisma's adapter cuts a script at each semicolon, even inside a function's body. */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

function readMigrations(): Engine.MigrationList {
  const folders = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(migrationsFolder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: folders.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: readFileSync(join(migrationsFolder, path, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

let loaded: Promise<typeof Engine> | undefined;

function load(): Promise<typeof Engine> {
  return (loaded ??= instantiate());
}

async function instantiate(): Promise<typeof Engine> {
  // The package exports its entry alone, which only a bundler can load.
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue: GlueModule = await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href);
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return glue;
}

type GlueModule = typeof Engine &
  WebAssembly.ModuleImports & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };

export type SchemaEngine = {
  /** Applies pending migrations and records them in `_prisma_migrations`. */
  apply: () => Promise<string[]>;
  /** The SQL from the migrations to the schema. Empty when they agree. */
  script: () => Promise<string>;
  close: () => Promise<void>;
};
