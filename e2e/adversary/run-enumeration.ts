import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { measureJoining } from "@/lib/accounts/enumeration.fixture";

/** `npm run enumeration -- --runs 200`, on a PostgreSQL at TEST_POSTGRES_URL. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "200" } } });
  const database = await createRealDatabase();
  if (database === null) throw new Error("No PostgreSQL answers at TEST_POSTGRES_URL.");
  await migrate(database.url);
  const db = openDatabase(database.url);
  try {
    const { known, unknown } = await measureJoining(db, Number(values.runs));
    const ratio = known / unknown;
    const shown = [known, unknown].map((each) => `${each.toFixed(2)} ms`);
    console.log(`Joining, median: known address ${shown[0]}, unknown ${shown[1]}.`);
    console.log(`Ratio ${ratio.toFixed(3)}; 0.9 to 1.1 is alike.`);
    if (ratio < 0.9 || ratio > 1.1) process.exitCode = 1;
  } finally {
    await db.$disconnect();
    await database.drop();
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
