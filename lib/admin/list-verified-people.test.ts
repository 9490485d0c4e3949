import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sealProfile } from "@/lib/accounts/sealing";
import { inventPerson } from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { inventAccount, inventAttempt } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { listVerifiedPeople } from "./list-verified-people";

const sealKeys = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const now = new Date("2026-11-23T00:00:00Z");

/** In a database of its own, since the list shows all of it. */
describe.each(inject("databases").map(({ name }) => name))("the list of people on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  const joined: string[] = [];

  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
    // Nine accounts, three of them created at the same moment.
    for (const minutes of [0, 1, 2, 2, 2, 3, 4, 5, 6]) {
      joined.push(await join(new Date(now.getTime() - minutes * 60_000)));
    }
    const [, , a = "", b = "", c = ""] = joined;
    joined.splice(2, 3, ...[a, b, c].sort().reverse());
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  async function join(createdAt: Date) {
    const providerId = randomBytes(8).toString("hex");
    const attempt = { ...inventAttempt(), state: "consumed" as const, providerId };
    const { id: attemptId } = await db.attempt.create({ data: attempt });
    const account = {
      ...inventAccount(attemptId),
      createdAt,
      email: `a-${providerId}@example.com`,
    };
    const { sealed, keyId } = sealProfile(inventPerson(), account.id, sealKeys);
    const profile = { profileSealed: sealed, profileSealedKeyId: keyId };
    return (await db.account.create({ data: { ...account, ...profile } })).id;
  }
  const list = (after: string | undefined, limit: number, administrator = "someone") =>
    listVerifiedPeople(
      administrator,
      { after, limit },
      { statements: db.$statements, sealKeys, now },
    );
  async function page(after: string | undefined, limit: number) {
    const listing = await list(after, limit);
    if (listing.kind !== "page") throw new Error(listing.kind);
    return listing;
  }

  it.each([1, 2, 3, 4, 8, 9, 10])(
    "shows everybody once, newest first, %i a page",
    async (limit) => {
      const seen: string[] = [];
      let pages = 0;
      for (let after: string | undefined | null = undefined; after !== null; pages += 1) {
        const { rows, next }: Awaited<ReturnType<typeof page>> = await page(after, limit);
        expect(rows.length).toBeGreaterThan(0);
        seen.push(...rows.map(({ id }) => id));
        after = next;
      }
      expect(seen).toEqual(joined);
      expect(pages).toBe(Math.ceil(joined.length / limit));
    },
  );

  it("masks what it shows", async () => {
    const { rows } = await page(undefined, 1);
    expect(rows).toEqual([
      {
        id: joined[0],
        maskedName: "홍*험",
        maskedEmail: "a***@example.com",
        maskedPhone: "010-****-0001",
        birthYear: 1990,
        provider: "danal",
        verifiedAt: expect.any(Date),
        joinedAt: now,
      },
    ]);
  });

  it("continues after an account of the previous page was deleted", async () => {
    const { next } = await page(undefined, 1);
    const gone = await join(new Date(now.getTime() - 1));
    const between = await page(next ?? "", 1);
    expect(between.rows.map(({ id }) => id)).toEqual([gone]);
    await db.account.delete({ where: { id: gone } });
    expect((await page(between.next ?? "", 2)).rows.map(({ id }) => id)).toEqual(
      joined.slice(1, 3),
    );
  });

  it("records who looked, when, and at how many people", async () => {
    const administrator = randomBytes(8).toString("hex");
    await list(undefined, 4, administrator);
    const { kind, next } = await page(undefined, 8);
    expect(kind).toBe("page");
    await list(next ?? "", 8, administrator);
    const events = await db.auditEvent.findMany({
      where: { actor: administrator },
      orderBy: { id: "asc" },
    });
    expect(events.map((each) => [each.kind, each.subject, each.detail, each.at])).toEqual([
      ["people_listed", null, { count: 4 }, now],
      ["people_listed", null, { count: 1 }, now],
    ]);
  });

  it.each([
    "999999999999999_a",
    "253402300800000_a",
    "99999999999999_a'",
    "1_",
    "_a",
    "",
    "1_a_b",
    "-1_a",
    "01_a",
    "1.5_a",
    "1e3_a",
    "1_a\u0000",
    "1_가",
    "１_a",
    `1_${"a".repeat(33)}`,
    "a,b",
    "next",
  ])("refuses the cursor %j, and records nothing", async (after) => {
    const administrator = randomBytes(8).toString("hex");
    expect(await list(after, 3, administrator)).toEqual({ kind: "invalid_cursor" });
    expect(await db.auditEvent.count({ where: { actor: administrator } })).toBe(0);
  });

  it.each(["0_a", "253402300799999_a", "1_zzzz"])(
    "accepts a cursor with any time that a row can have: %s",
    async (after) => {
      expect((await list(after, 3)).kind).toBe("page");
    },
  );

  it("shows the other rows if one cannot be unsealed", async () => {
    const [, broken = "", other = ""] = joined;
    const row = await db.account.findUniqueOrThrow({ where: { id: broken } });
    for (const change of [
      { profileSealed: randomBytes(80) },
      { profileSealedKeyId: "k9" },
      {
        profileSealed: (await db.account.findUniqueOrThrow({ where: { id: other } })).profileSealed,
      },
    ]) {
      await db.account.update({ where: { id: broken }, data: change });
      const { rows } = await page(undefined, 9);
      expect(rows.map(({ id }) => id)).toEqual(joined);
      const closed = rows.filter(({ maskedName }) => maskedName === null);
      expect(closed).toMatchObject([{ id: broken, maskedName: null, maskedPhone: null }]);
      const { profileSealed, profileSealedKeyId } = row;
      await db.account.update({
        where: { id: broken },
        data: { profileSealed, profileSealedKeyId },
      });
    }
  });
});
