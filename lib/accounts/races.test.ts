import { describe, inject, it } from "vitest";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike } from "@/sandbox/database/test-databases";
import { runRaces } from "./races.fixture";

describe.each(inject("databases").map(({ name }) => name))("races on %s", (name) => {
  // The embedded PostgreSQL has one session, so there is little to race for. Every session
  // overrides hostile settings, so a few crowds are enough there.
  const runs = name === "real PostgreSQL" ? 50 : 5;

  it(`one person never has two accounts, whatever ${runs} crowds do at once`, async () => {
    const database = await createDatabaseLike(name);
    try {
      await migrate(database.url);
      await runRaces(database.url, { runs });
    } finally {
      await database.drop();
    }
  }, 300_000);
});
