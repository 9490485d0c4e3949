import { parseArgs } from "node:util";
import { progressBar } from "@/prisma/commands/progress";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { killServers } from "./kill";

/** `npm run kill -- --kills 200`, on the production build and a PostgreSQL at TEST_POSTGRES_URL. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { kills: { type: "string", default: "200" } } });
  const kills = Number(values.kills);
  const database = await createRealDatabase();
  if (database === null) throw new Error("No PostgreSQL answers at TEST_POSTGRES_URL.");
  try {
    const progress = progressBar(kills);
    const report = await killServers({ kills, databaseUrl: database.url, progress });
    console.log(
      `${report.kills} kills, ${report.cut} browsers cut off, ${report.acknowledged} told before it that they had joined: nobody lost, nobody twice, nobody stuck.`,
    );
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
