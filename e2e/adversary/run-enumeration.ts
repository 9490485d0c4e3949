import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { measures, type Medians } from "@/lib/accounts/enumeration.fixture";

/** `npm run enumeration -- --runs 200`, on a PostgreSQL at TEST_POSTGRES_URL. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "200" } } });
  const database = await createRealDatabase();
  if (database === null) throw new Error("No PostgreSQL answers at TEST_POSTGRES_URL.");
  await migrate(database.url);
  const db = openDatabase(database.url);
  try {
    console.log("Medians; a ratio to the unknown address of 0.9 to 1.1 is alike.");
    for (const [name, measure] of Object.entries(measures)) {
      if (!tell(name, await measure(db, Number(values.runs)))) process.exitCode = 1;
    }
  } finally {
    await db.$disconnect();
    await database.drop();
  }
}

/** Whether every kind of address takes as long as an unknown one. */
function tell(name: string, medians: Medians): boolean {
  const base = medians.find(({ kind }) => kind === "unknown")?.milliseconds ?? Number.NaN;
  const ratios = medians.map((each) => ({ ...each, ratio: each.milliseconds / base }));
  for (const { kind, milliseconds, ratio } of ratios) {
    console.log(`${name}, ${kind} address: ${milliseconds.toFixed(2)} ms, ${ratio.toFixed(3)}`);
  }
  return ratios.every(({ ratio }) => ratio >= 0.9 && ratio <= 1.1);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
