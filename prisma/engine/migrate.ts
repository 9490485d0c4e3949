import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { withMigrationLease } from "./migration-lease";
import { addMigration } from "./new-migration";
import { openSchemaEngine, type SchemaEngine } from "./schema-engine";
import { countOnFromSeals, grantServerRights } from "./server-rights";
import { explain, loadSettings } from "../commands/settings";

/**
 * Applies pending migrations and returns their names. Safe from two machines at once: the second
 * waits for the first and then finds nothing to do. A runner that was killed or that failed before
 * left nothing half-done: its migration is tried again.
 * @throws MigrationFailed with the migration's name and what the database said.
 */
export function migrate(url: string, folder?: string): Promise<string[]> {
  return withMigrationLease(url, async () => {
    const engine = await openSchemaEngine(url, folder);
    try {
      await forgetUnfinished(engine);
      return await engine.apply();
    } finally {
      await engine.close();
    }
  });
}

/** The statement of a killed runner may still be running: then it is waited for, and it counts. */
async function forgetUnfinished(engine: SchemaEngine): Promise<void> {
  for (const name of (await engine.diagnose()).failed) {
    try {
      await engine.forget(name);
    } catch (error) {
      if ((await engine.diagnose()).failed.includes(name)) throw error;
    }
  }
}

/** Where the files and what has been applied do not fit together, one sentence each. */
export async function findDrift(url: string, folder?: string): Promise<string[]> {
  const engine = await openSchemaEngine(url, folder);
  try {
    const { edited, missing } = await engine.diagnose();
    return [
      ...edited.map((name) => `${name} was changed after it had been applied.`),
      ...missing.map((name) => `${name} has been applied, but its file is not here.`),
    ];
  } finally {
    await engine.close();
  }
}

/** `npm run db:migrate`; for developers also `npm run db:migrate -- --diff name_of_change`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { diff: { type: "string" } } });
  const { databaseUrl: serverUrl, ownerUrl } = loadSettings();
  const databaseUrl = ownerUrl ?? serverUrl;
  const applied = await migrate(databaseUrl);
  for (const name of applied) console.log(`Applied ${name}`);
  if (await countOnFromSeals(databaseUrl)) {
    console.log("The access log goes on after what was sealed on another server.");
  }
  if (ownerUrl !== undefined) console.log(await grantServerRights(ownerUrl, serverUrl));
  if (values.diff !== undefined) {
    console.log(await addMigration(databaseUrl, values.diff, new Date()));
    return;
  }
  console.log(applied.length === 0 ? "The database is up to date." : "Done.");
  for (const drift of await findDrift(databaseUrl)) console.log(`Note: ${drift}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  // The engine keeps a timer of ten seconds; the work is done before.
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(explain(error));
      process.exit(1);
    },
  );
}
