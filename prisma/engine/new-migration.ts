import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSchemaEngine } from "./schema-engine";

/**
 * Writes the migration from the schema of the last commit to schema.prisma as it is now. Checks
 * and triggers, which Prisma's language cannot say, are added to it by hand.
 * @returns a sentence for the developer.
 */
export async function addMigration(url: string, name: string, now: Date): Promise<string> {
  if (!/^[a-z0-9_]{1,60}$/.test(name)) {
    throw new Error("--diff needs a name of small letters, digits and underscores.");
  }
  const committed = spawnSync("git", ["show", "HEAD:./prisma/schema.prisma"], { encoding: "utf8" });
  if (committed.status !== 0) throw new Error("The last commit has no prisma/schema.prisma.");
  const engine = await openSchemaEngine(url);
  try {
    const script = await engine.script(committed.stdout);
    if (script === "") return "Nothing to do: prisma/schema.prisma is as in the last commit.";
    const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join("prisma/migrations", `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), script);
    return `Wrote ${folder}/migration.sql. Read it, complete it, then run db:migrate again.`;
  } finally {
    await engine.close();
  }
}
