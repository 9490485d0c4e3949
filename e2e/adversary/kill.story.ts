import { createRealDatabase } from "@/sandbox/database/test-databases";
import { expect, test } from "../support/story";
import { killServers } from "./kill";

/** Ten kills: five on the embedded PostgreSQL, five on a real one if there is one. */
test("a server killed five times while people join loses nobody and doubles nobody (v1)", async () => {
  test.setTimeout(600_000);
  expect(await killServers({ kills: 5 })).toMatchObject({ kills: 5 });
});

test("nor on a real PostgreSQL (v1)", async () => {
  test.setTimeout(600_000);
  const real = await createRealDatabase();
  if (real === null) console.log("NOT RUN on a real PostgreSQL: on the embedded one instead.");
  const report = await killServers({
    kills: 5,
    ...(real === null ? {} : { databaseUrl: real.url }),
  });
  await real?.drop();
  expect(report.kills).toBe(5);
});
