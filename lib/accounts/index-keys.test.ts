import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { bytes, inventAccount, inventAttempt } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { indexesOf } from "./recognise";
import { MissingIndexKey, missingIndexKeys, requireIndexKeys } from "./index-keys";
import { inventPerson, openMember } from "./sign-up.fixture";

const secret = new Map(["a", "b", "c"].map((id) => [id, randomBytes(32).toString("base64")]));
const ring = (...ids: string[]) => parseKeyRing(ids.map((id) => `${id}:${secret.get(id)}`).join());
const now = new Date("2026-11-23T00:00:00Z");
const rings = [
  { ids: ["a", "b", "c"], missing: [] },
  { ids: ["c", "b", "a"], missing: [] },
  { ids: ["a", "b"], missing: ["c"] },
  { ids: ["a", "c"], missing: ["b"] },
  { ids: ["b", "c"], missing: ["a"] },
  { ids: ["a"], missing: ["b", "c"] },
  { ids: ["b"], missing: ["a", "c"] },
  { ids: ["c"], missing: ["a", "b"] },
];

describe.each(inject("databases").map(({ name }) => name))("the index keys on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });
  afterEach(() => db.$executeRaw`TRUNCATE attempts, accounts, departures CASCADE`);

  async function join(keyId = "a") {
    const providerId = randomBytes(8).toString("hex");
    const attempt = { ...inventAttempt(), state: "consumed" as const, providerId };
    const { id } = await db.attempt.create({ data: attempt });
    return db.account.create({ data: { ...inventAccount(id), uniqueKeyIndexKeyId: keyId } });
  }
  const leave = (keyId: string, rejoinFrom: Date) =>
    db.departure.create({ data: { index: bytes(32), keyId, rejoinFrom } });

  it.each(rings)(
    "of accounts are reported as missing from a ring of $ids",
    async ({ ids, missing }) => {
      for (const id of ["b", "a", "c", "b", "a"]) await join(id);
      expect((await missingIndexKeys(db, ring(...ids), now)).sort()).toEqual(missing);
      const required = requireIndexKeys(db, ring(...ids), now);
      if (missing.length === 0) await required;
      else await expect(required).rejects.toThrow(MissingIndexKey);
    },
  );

  it.each(rings)(
    "of people who left are reported as missing from a ring of $ids",
    async ({ ids, missing }) => {
      for (const id of ["b", "a", "c", "b"]) await leave(id, new Date(now.getTime() + 1));
      expect((await missingIndexKeys(db, ring(...ids), now)).sort()).toEqual(missing);
    },
  );

  it("are not needed once everybody who left under them may join again", async () => {
    for (const id of ["a", "b", "c"]) await leave(id, now);
    expect(await missingIndexKeys(db, ring("b"), now)).toEqual([]);
    await leave("c", new Date(now.getTime() + 1));
    await join("a");
    expect((await missingIndexKeys(db, ring("b"), now)).sort()).toEqual(["a", "c"]);
  });

  it("are sorted by index, whatever the order of the keys", async () => {
    const person = inventPerson();
    const orders = [
      ["a", "b", "c"],
      ["c", "b", "a"],
      ["b", "c", "a"],
    ];
    const written: string[][] = [];
    for (const ids of orders) {
      await db.$executeRaw`TRUNCATE attempts, accounts CASCADE`;
      const indexKeys = ring(...ids);
      await openMember(db, person, { indexKeys, duplicateKey: "ci-or-di" });
      const rows = await db.$queryRaw<{ index: string }[]>`
        SELECT encode(index, 'hex') AS index FROM unique_key_indexes ORDER BY ctid`;
      written.push(rows.map(({ index }) => index));
    }
    expect(written[0]).toHaveLength(6);
    expect(written[0]).toEqual([...(written[0] ?? [])].sort());
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
    const values = [{ kind: "ci" as const, value: "x" }];
    expect(indexesOf(values, ring("a", "b"))).toEqual(indexesOf(values, ring("b", "a")));
  });
});
