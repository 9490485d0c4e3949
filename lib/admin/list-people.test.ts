import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { sealProfile } from "@/lib/accounts/sealing";
import { inventPerson } from "@/lib/accounts/sign-up.fixture";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { seedMembers } from "@/prisma/seeding/seed";
import { inventAccount, inventAttempt } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { admit } from "./admitted.fixture";
import { listPeople, type PeoplePage } from "./list-people";
import type { PeopleFilters, Place } from "./people-address";

const sealKeys = parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const now = new Date("2026-11-23T00:00:00Z");
const minute = 60_000;
const day = 24 * 60 * minute;
const boss = admit("viewer");

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
      joined.push(await join({ createdAt: new Date(now.getTime() - minutes * minute) }));
    }
    const [, , a = "", b = "", c = ""] = joined;
    joined.splice(2, 3, ...[a, b, c].sort().reverse());
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  async function join(traits: Partial<ReturnType<typeof inventAccount>> & object) {
    const providerId = randomBytes(8).toString("hex");
    const attempt = { ...inventAttempt(), state: "consumed" as const, providerId };
    const { id: attemptId } = await db.attempt.create({ data: attempt });
    const account = { ...inventAccount(attemptId), email: `a-${providerId}@example.com` };
    const { sealed, keyId } = sealProfile(inventPerson(), account.id, sealKeys);
    const profile = { profileSealed: sealed, profileSealedKeyId: keyId };
    return (await db.account.create({ data: { ...account, ...profile, ...traits } })).id;
  }
  const list = (
    asked: { filters?: PeopleFilters; place?: Place | null; limit?: number } = {},
    by = boss,
  ) =>
    listPeople(
      by,
      { filters: {}, place: null, ...asked },
      { db, statements: db.$statements, sealKeys, reverifyAfterDays: 365, now },
    );
  const ids = ({ rows }: PeoplePage) => rows.map(({ id }) => id);

  it.each([1, 2, 3, 4, 8, 9, 10])(
    "shows everybody once, newest first, %i a page, and the same pages on the way back",
    async (limit) => {
      const pages: PeoplePage[] = [await list({ limit })];
      for (let place = pages[0]?.later; place; place = pages.at(-1)?.later) {
        pages.push(await list({ limit, place }));
      }
      expect(pages.flatMap(ids)).toEqual(joined);
      expect(pages).toHaveLength(Math.ceil(joined.length / limit));
      expect(pages[0]?.earlier).toBeNull();
      const back: string[][] = [];
      for (let place = pages.at(-1)?.earlier; place;) {
        const page: PeoplePage = await list({ limit, place });
        back.unshift(ids(page));
        place = page.earlier;
      }
      expect(back).toEqual(pages.slice(0, -1).map(ids));
    },
  );

  it("masks what it shows", async () => {
    const { rows } = await list({ limit: 1 });
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
        isSuspended: false,
        mustReverify: false,
        isEmailConfirmed: false,
      },
    ]);
  });

  it("continues after an account of the previous page was deleted", async () => {
    const { later } = await list({ limit: 1 });
    const gone = await join({ createdAt: new Date(now.getTime() - 1) });
    const between = await list({ limit: 1, place: later });
    expect(ids(between)).toEqual([gone]);
    await db.account.delete({ where: { id: gone } });
    expect(ids(await list({ limit: 2, place: between.later }))).toEqual(joined.slice(1, 3));
  });

  it("records who looked, when, from where, and at whom", async () => {
    const looker = admit("viewer");
    const shown = [await list({ limit: 4 }, looker), await list({ limit: 3 }, looker)];
    const events = await db.auditEvent.findMany({
      where: { actor: looker.id },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject(
      shown.map((page) => ({
        ...{ kind: "people_listed", subject: null, at: now },
        detail: { count: page.rows.length },
        ...{ people: ids(page), address: "203.0.113.7" },
      })),
    );
  });

  it("filters, counts what it filtered, and tells the longest overdue first", async () => {
    const at = (days: number) => new Date(now.getTime() - days * day);
    const special = await Promise.all([
      join({ createdAt: at(10), suspendedAt: now } as object),
      join({ createdAt: at(11), provider: "kcp_v2" }),
      join({ createdAt: at(12), birthYear: 2001 }),
      join({ createdAt: at(13), emailConfirmedAt: now, withGuardian: true } as object),
      join({ createdAt: at(500), verifiedAt: at(366), reverifyRequiredAt: now } as object),
      join({ createdAt: at(501), verifiedAt: at(400) }),
      join({ createdAt: at(502), verifiedAt: at(365) }),
    ]);
    const [suspended, kcp, young, ward, due, overdue, last] = special;
    const expected: [PeopleFilters, (string | undefined)[]][] = [
      [{ state: "suspended" }, [suspended]],
      [{ state: "reverify" }, [due]],
      [{ provider: "kcp_v2" }, [kcp]],
      [{ decade: 200 }, [young]],
      [{ guardian: true }, [ward]],
      [{ due: true }, [overdue, due]],
      [{ from: "2026-11-11", to: "2026-11-12" }, [kcp, young]],
      [{ from: "2026-11-13", to: "2026-11-13" }, [suspended]],
      [{ state: "active", provider: "kcp_v2" }, [kcp]],
      [{ unconfirmed: true, to: "2026-11-01" }, [due, overdue, last]],
    ];
    for (const [filters, people] of expected) {
      const page = await list({ filters });
      expect(ids(page), JSON.stringify(filters)).toEqual(people);
      expect(page.total).toEqual({ count: people.length, isEstimate: false });
    }
    const first = await list({ filters: { due: true }, limit: 1 });
    const second = await list({ filters: { due: true }, limit: 1, place: first.later });
    expect(ids(second)).toEqual([due]);
    expect(ids(await list({ filters: { due: true }, limit: 1, place: second.earlier }))).toEqual([
      overdue,
    ]);
    await db.account.deleteMany({ where: { id: { in: special } } });
  });

  it("estimates how many there are once they are too many to count at each look", async () => {
    await seedMembers(database.url, 1_200, {
      ...{ keys: { sealKeys, indexKeys: sealKeys, duplicateKey: "ci" }, now },
      progress: () => undefined,
    });
    await db.$executeRaw`ANALYZE accounts`;
    const total = async (filters: PeopleFilters) => (await list({ filters })).total;
    const all = await total({});
    expect(all.isEstimate).toBe(true);
    expect(Math.abs(all.count - 1_209)).toBeLessThan(60);
    const some = await total({ decade: 199 });
    expect(some).toEqual({
      count: await db.account.count({ where: { birthYear: { gte: 1990, lt: 2000 } } }),
      isEstimate: false,
    });
    // Of a decade the planner knows how many, and the count of them needs no row of the table.
    await db.$executeRaw`VACUUM ANALYZE accounts`;
    const [{ rows } = { rows: 0 }] = await db.$queryRaw<{ rows: number }[]>`
      SELECT planned_rows('SELECT FROM accounts WHERE birth_year / 10 = 199', ARRAY[]::text[]) AS rows`;
    expect(Math.abs(rows - some.count) / some.count).toBeLessThan(0.2);
    const explained = await db.$queryRaw<{ "QUERY PLAN": string }[]>`
      EXPLAIN SELECT FROM accounts WHERE birth_year / 10 = 199 ORDER BY created_at DESC LIMIT 1001`;
    const plan = explained.map((line) => line["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/Index Only Scan using accounts_decade/);
    expect(plan).not.toMatch(/Sort/);
    await db.account.deleteMany({ where: { id: { notIn: joined } } });
  });

  it("says where somebody cannot be searched for yet", async () => {
    expect((await list()).isSearchComplete).toBe(false);
  });

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
      const page = await list();
      expect(ids(page)).toEqual(joined);
      const closed = page.rows.filter(({ maskedName }) => maskedName === null);
      expect(closed).toMatchObject([{ id: broken, maskedName: null, maskedPhone: null }]);
      const { profileSealed, profileSealedKeyId } = row;
      await db.account.update({
        where: { id: broken },
        data: { profileSealed, profileSealedKeyId },
      });
    }
  });
});
