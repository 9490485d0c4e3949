import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSchemaEngine } from "./schema-engine";

/**
 * Writes the migration that takes the database, which has all earlier ones, to schema.prisma.
 * Checks and triggers that Prisma cannot say are added to it by hand.
 * @returns a sentence for the developer.
 */
export async function addMigration(url: string, name: string, now: Date): Promise<string> {
  if (!/^[a-z0-9_]{1,60}$/.test(name)) {
    throw new Error("--diff needs a name of small letters, digits and underscores.");
  }
  const engine = await openSchemaEngine(url);
  try {
    const script = await engine.script();
    if (script === "") return "Nothing to do: the database has what prisma/schema.prisma says.";
    const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join("prisma/migrations", `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), script);
    return `Wrote ${folder}/migration.sql. Read it, complete it, then run db:migrate again.`;
  } finally {
    await engine.close();
  }
}
