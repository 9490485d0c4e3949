import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { admit } from "@/lib/admin/admitted.fixture";
import { listPeople, type PeoplePage } from "@/lib/admin/list-people";
import type { Place } from "@/lib/admin/people-address";
import { parseKeyRing } from "@/lib/crypto/key-ring";
import { openDatabase } from "@/lib/db";
import { inventAttempt } from "@/prisma/row.fixture";
import { migrate } from "@/prisma/engine/migrate";
import { seedMembers } from "@/prisma/seeding/seed";
import { startPooler, type Pooler } from "@/sandbox/database/pooler.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";

const ring = () => parseKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const keys = { sealKeys: ring(), indexKeys: ring(), duplicateKey: "ci" as const };
const names = inject("databases").map(({ name }) => name);
const pooled = existsSync("/usr/sbin/pgbouncer")
  ? names.filter((name) => name.startsWith("real"))
  : [];
describe.skipIf(pooled.length > 0)(
  "NOT RUN through PgBouncer, which is not at /usr/sbin/pgbouncer",
  () => {
    it("is not run", () => undefined);
  },
);

describe.each([
  ...names.map((name) => ({ name, where: name })),
  ...pooled.map((name) => ({ name, where: `${name}, through PgBouncer` })),
])("a session on $where", ({ name, where }) => {
  let database: TestDatabase;
  let pooler: Pooler | null = null;
  let url: string;
  let db: ReturnType<typeof openDatabase>;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    if (where !== name) pooler = await startPooler(database.url);
    url = pooler?.url ?? database.url;
    await migrate(url);
    db = openDatabase(url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await pooler?.close();
    await database.drop();
  });

  it("writes and reads the instant that it was given", async () => {
    const attempt = { ...inventAttempt(), createdAt: new Date("2026-07-01T12:34:56.789Z") };
    await db.attempt.create({ data: attempt });
    const read = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    expect(read.createdAt).toEqual(attempt.createdAt);
    expect(Buffer.from(read.nonceHash)).toEqual(Buffer.from(attempt.nonceHash));
    // As a report or a backup reads it.
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT (extract(epoch FROM created_at) * 1000)::int8::text AS at FROM public.attempts
       WHERE id = $1`,
      [attempt.id],
    );
    await client.end();
    expect(rows).toEqual([{ at: `${attempt.createdAt.getTime()}` }]);
  });

  it("shows each page of the list once and comes to an end", async () => {
    const now = new Date();
    await seedMembers(url, 7, { keys, now, progress: () => undefined });
    const seen: string[] = [];
    const surroundings = { db, statements: db.$statements, ...keys, reverifyAfterDays: 0, now };
    let place: Place | null = null;
    for (let page = 0; page < 10; page += 1) {
      const asked = { filters: {}, place, limit: 3 };
      const list: PeoplePage = await listPeople(admit("viewer"), asked, surroundings);
      seen.push(...list.rows.map(({ id }) => id));
      if (list.later === null) break;
      place = list.later;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it("lets a statement, a lock and a pause take longer than the database's own limits", async () => {
    const [row] = await db.$queryRaw<{ pause: string }[]>`SELECT pg_sleep(0.4)::text AS pause`;
    expect(row).toEqual({ pause: "" });
    await db.$transaction(async (tx) => {
      await tx.rateLimit.create({ data: { key: "slow" } });
      await new Promise((later) => setTimeout(later, 400));
      await tx.rateLimit.delete({ where: { key: "slow" } });
    });
  });

  it("loses no write to a race", async () => {
    const key = randomBytes(8).toString("hex");
    await db.rateLimit.create({ data: { key } });
    const add = () =>
      db.$transaction(async (tx) => {
        const { points } = await tx.rateLimit.findUniqueOrThrow({ where: { key } });
        await tx.rateLimit.update({ where: { key }, data: { points: { increment: 1 } } });
        return points;
      });
    const single = () =>
      db.rateLimit.updateMany({ where: { key }, data: { points: { increment: 1 } } });
    await Promise.all(Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? add() : single())));
    expect(await db.rateLimit.findUnique({ where: { key } })).toMatchObject({ points: 16 });
  });
});
