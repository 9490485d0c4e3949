import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Engine from "@prisma/schema-engine-wasm";

/**
 * Prisma's schema engine, put together by hand: its package is made for a bundler. Everything that we
 * know of its inside stands here.
 * @throws EngineChanged saying what an upgrade of Prisma has changed.
 */
export function loadEngine(): Promise<typeof Engine> {
  // The package exports its entry alone, which only a bundler can load.
  return (loaded ??= assemble(
    dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm")),
  ));
}

let loaded: Promise<typeof Engine> | undefined;

/** The same from any folder that holds the two files. */
export async function assemble(folder: string): Promise<typeof Engine> {
  const glue = await load(join(folder, glueFile));
  if (typeof glue.__wbg_set_wasm !== "function")
    throw new EngineChanged(`${glueFile} no longer exports __wbg_set_wasm`);
  const { exports } = await instantiate(join(folder, engineFile), glue);
  glue.__wbg_set_wasm(exports);
  const start = exports["__wbindgen_start"];
  if (typeof start === "function") start();
  const engine: unknown = glue.SchemaEngine;
  if (typeof engine !== "function" || !("new" in engine))
    throw new EngineChanged(`${glueFile} no longer exports SchemaEngine with its "new"`);
  for (const name of methods) {
    if (typeof Reflect.get(Object(engine.prototype), name) !== "function")
      throw new EngineChanged(`SchemaEngine no longer has ${name}()`);
  }
  return glue;
}

const glueFile = "schema_engine_bg.js";
const engineFile = "schema_engine_bg.wasm";
/** What schema-engine.ts calls. */
const methods = [
  "applyMigrations",
  "diagnoseMigrationHistory",
  "diff",
  "markMigrationRolledBack",
  "free",
] as const satisfies readonly (keyof Engine.SchemaEngine)[];

async function load(path: string): Promise<GlueModule> {
  try {
    const glue: GlueModule = await import(pathToFileURL(path).href);
    return glue;
  } catch (error) {
    throw new EngineChanged(`${glueFile} cannot be loaded from its package`, error);
  }
}

async function instantiate(path: string, glue: GlueModule): Promise<WebAssembly.Instance> {
  try {
    const imports = { [`./${glueFile}`]: glue };
    return (await WebAssembly.instantiate(readFileSync(path), imports)).instance;
  } catch (error) {
    throw new EngineChanged(`${engineFile} no longer fits ${glueFile}`, error);
  }
}

/** An upgrade of Prisma has changed what this file relies on. */
export class EngineChanged extends Error {
  override readonly name = "EngineChanged";
  constructor(what: string, cause?: unknown) {
    super(`@prisma/schema-engine-wasm: ${what}. See prisma/engine/engine-glue.ts`, { cause });
  }
}

type GlueModule = typeof Engine &
  WebAssembly.ModuleImports & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };
