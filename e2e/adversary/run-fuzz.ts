import { parseArgs } from "node:util";
import { progressBar } from "@/prisma/commands/progress";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startStack } from "../support/stack";
import { fuzz } from "./fuzz";

/** `npm run fuzz -- --requests 1000000 [--seed N] [--version v2]`, on the production build. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: "string", default: "1000000" },
      seed: { type: "string" },
      version: { type: "string", default: "v1" },
    },
  });
  const requests = Number(values.requests);
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  const version = values.version === "v2" ? "v2" : "v1";
  // A real PostgreSQL if there is one: the embedded one shares this process's core.
  const real = await createRealDatabase();
  const stack = await startStack({ version, ...(real === null ? {} : { databaseUrl: real.url }) });
  const where = real === null ? "the embedded PostgreSQL" : "a real PostgreSQL";
  console.log(`${requests} malformed requests on ${version} and ${where}, seed ${seed}`);
  try {
    await fuzz(stack, version, { requests, seed, progress: progressBar(requests) });
    console.log("Not one fault, not one row.");
  } finally {
    await stack.close();
    await real?.drop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    // The error of the shrunk request.
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
    process.exit(1);
  },
);
