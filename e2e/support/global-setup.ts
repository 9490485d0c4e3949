import { createRealDatabase } from "@/sandbox/database/test-databases";
import { startStack } from "./stack";

/** One server each: V1 on the embedded PostgreSQL, V2 on a real one if there is one. */
export default async function setup(): Promise<() => Promise<void>> {
  const real = await createRealDatabase();
  if (real === null)
    console.log("NOT RUN on a real PostgreSQL: none answers at TEST_POSTGRES_URL.");
  const v1 = await startStack({ version: "v1" });
  const v2 = await startStack({
    version: "v2",
    ...(real === null ? {} : { databaseUrl: real.url }),
  });
  const addresses = ({ appUrl, sandboxUrl, databaseUrl, sealKeys }: typeof v1) => ({
    appUrl,
    sandboxUrl,
    databaseUrl,
    sealKeys,
  });
  process.env["STACKS"] = JSON.stringify({ v1: addresses(v1), v2: addresses(v2) });
  return async () => {
    await Promise.all([v1.close(), v2.close()]);
    await real?.drop();
  };
}
