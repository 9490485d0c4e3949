import { parseArgs } from "node:util";
import { migrate } from "@/prisma/engine/migrate";
import { progressBar } from "@/prisma/commands/progress";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { runRaces } from "@/lib/accounts/races.fixture";

/** `npm run races -- --runs 1000 [--seed N]`, on a PostgreSQL at TEST_POSTGRES_URL. */
async function main(): Promise<void> {
  const options = { runs: { type: "string", default: "1000" }, seed: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const runs = Number(values.runs);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  const database = await createRealDatabase();
  if (database === null) throw new Error("No PostgreSQL answers at TEST_POSTGRES_URL.");
  console.log(`${runs} crowds, seed ${seed}`);
  try {
    await migrate(database.url);
    await runRaces(database.url, { runs, seed, progress: progressBar(runs) });
    console.log("In none of them had one person two accounts; nothing was lost or stuck.");
  } finally {
    await database.drop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
