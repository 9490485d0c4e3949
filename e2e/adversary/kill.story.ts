import { createRealDatabase } from "@/sandbox/database/test-databases";
import { expect, test } from "../support/story";
import { killServers } from "./kill";

/** Six kills: three on the embedded PostgreSQL, three on a real one if there is one. */
test("a server killed three times while people join loses nobody and doubles nobody (v1)", async () => {
  test.setTimeout(600_000);
  expect(await killServers({ kills: 3 })).toMatchObject({ kills: 3 });
});

test("nor on a real PostgreSQL (v1)", async () => {
  test.setTimeout(600_000);
  const real = await createRealDatabase();
  if (real === null) console.log("NOT RUN on a real PostgreSQL: on the embedded one instead.");
  const report = await killServers({
    kills: 3,
    ...(real === null ? {} : { databaseUrl: real.url }),
  });
  await real?.drop();
  expect(report.kills).toBe(3);
});
