import { openDatabase } from "@/lib/db";
import { sampleAdministrator } from "@/prisma/seeding/seed-administrator";
import { startDatabase } from "@/sandbox/database/database";
import { startRoundTripCounter } from "@/sandbox/database/round-trips.fixture";
import { createRealDatabase } from "@/sandbox/database/test-databases";
import { placesBelowAdmin } from "../support/administration/places";
import { freePort } from "../support/free-port";
import { PlainClient } from "../support/plain-client";
import { join } from "../support/sign-up";
import { startStack } from "../support/stack";
import { expect, SandboxControl, test } from "../support/story";

/** The server's database, each of whose answers is counted. */
async function startCounted() {
  const real = await createRealDatabase();
  if (real === null) {
    console.log("NOT RUN on a real PostgreSQL: the embedded one instead.");
  }
  const database =
    real === null
      ? await startDatabase({ port: await freePort() })
      : { url: real.url, close: () => real.drop() };
  const counter = await startRoundTripCounter(database.url);
  return {
    counter,
    options: { databaseUrl: database.url, settings: { DATABASE_URL: counter.url } },
    close: async () => {
      await counter.close();
      await database.close();
    },
  };
}

/**
 * One question admits, another reads all that the page shows and records the look. Two pages show limits that are in
 * force: those know an address by its keyed index only, which the server makes of what it has just read.
 */
const most = (path: string) =>
  path === "/admin/administrators" || /^\/admin\/people\/[^?]/.test(path) ? 3 : 2;

test("no page below /admin takes more than two round trips to the database (v1)", async () => {
  test.setTimeout(180_000);
  const { counter, options, close } = await startCounted();
  const stack = await startStack({ version: "v1", ...options });
  const db = openDatabase(options.databaseUrl);
  try {
    const sandbox = new SandboxControl(stack.sandboxUrl);
    const { key } = await sandbox.invent({});
    await join({ appUrl: stack.appUrl, sandbox, version: "v1" }, { person: key });
    const { id } = await db.account.findFirstOrThrow();
    const client = new PlainClient(stack.appUrl);
    const form = await client.get("/admin/login");
    await client.submit(form, "email", { ...sampleAdministrator });
    const pages = placesBelowAdmin(id).flatMap(({ path, isPage }) => (isPage ? [path] : []));
    expect(pages.length).toBeGreaterThan(10);
    const asked = [
      ...pages,
      ...[`/admin/people/${id}?act=suspend`, `/admin/people?found=${id}`],
      ...["/admin/people?state=active&decade=199&due=1", "/admin/attempts?code=under_age"],
    ];
    const counted: Record<string, number> = {};
    for (const path of asked) {
      const counts: number[] = [];
      // The least of several: what the server does each minute may fall into one of them.
      for (let time = 0; time < 4; time += 1) {
        const before = counter.count();
        const { status } = await client.get(path);
        expect(status, path).toBeLessThan(400);
        counts.push(counter.count() - before);
      }
      counted[path] = Math.min(...counts);
    }
    console.log(counted);
    expect(counted["/admin/people"], "something is counted").toBe(2);
    const tooMany = Object.entries(counted).filter(([path, count]) => count > most(path));
    expect(tooMany).toEqual([]);
  } finally {
    await db.$disconnect();
    await stack.close();
    await close();
  }
});
