import { describe, inject, it } from "vitest";
import { migrate } from "@/prisma/engine/migrate";
import { createDatabaseLike } from "@/sandbox/database/test-databases";
import { runRaces } from "./races.fixture";

describe.each(inject("databases").map(({ name }) => name))("races on %s", (name) => {
  // The embedded PostgreSQL has one session: there is less to race for. Hostile settings are undone
  // by each session: a few crowds show it.
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
