import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assemble, loadEngine } from "./engine-glue";

const installed = dirname(
  createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
);

describe("Prisma's schema engine, put together by hand", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "schema-engine-"));
    cpSync(installed, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const rewrite = (from: string, to: string) => {
    const path = join(folder, "schema_engine_bg.js");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
  };

  it("has what we rely on", async () => {
    expect((await loadEngine()).SchemaEngine).toBeTypeOf("function");
    expect((await assemble(folder)).SchemaEngine).toBeTypeOf("function");
  });

  it.each([
    ["__wbg_set_wasm", "setMemory", "schema_engine_bg.js no longer exports __wbg_set_wasm"],
    ["export class SchemaEngine", "class SchemaEngine", "no longer exports SchemaEngine"],
    ["applyMigrations(", "runMigrations(", "SchemaEngine no longer has applyMigrations()"],
    [
      "export function __wbindgen_",
      "export function __wasm_",
      "schema_engine_bg.wasm no longer fits schema_engine_bg.js",
    ],
  ])('an upgrade that makes of "%s" a "%s" is told in words', async (from, to, words) => {
    rewrite(from, to);
    const failed = await assemble(folder).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failed).toContain(words);
    expect(failed).toContain("See prisma/engine/engine-glue.ts");
  });

  it.each([
    ["schema_engine_bg.wasm", "schema_engine_bg.wasm no longer fits"],
    ["schema_engine_bg.js", "schema_engine_bg.js cannot be loaded from its package"],
  ])("a package without %s is told in words", async (file, words) => {
    rmSync(join(folder, file));
    await expect(assemble(folder)).rejects.toThrow(words);
  });
});
