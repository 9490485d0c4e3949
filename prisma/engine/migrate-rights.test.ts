import { spawnSync } from "node:child_process";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openDatabase } from "@/lib/db";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { migrate } from "./migrate";
import { inventAttempt } from "../row.fixture";

const names = inject("databases").map(({ name }) => name);

describe.each(names)("a schema named in the address, on %s", (name) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
  });
  afterAll(() => database.drop());

  it("is where migrations put the tables and the product finds them", async () => {
    const url = `${database.url}?schema=tenant_one`;
    expect((await migrate(url)).length).toBeGreaterThan(4);
    expect(await migrate(url)).toEqual([]);
    const db = openDatabase(url);
    const attempt = inventAttempt();
    await db.attempt.create({ data: attempt });
    await db.attempt.updateMany({ where: { id: attempt.id }, data: { state: "expired" } });
    expect(await db.$queryRaw`SELECT count(*)::int AS count FROM attempts`).toEqual([{ count: 1 }]);
    const places = await db.$queryRaw`
      SELECT DISTINCT schemaname AS name FROM pg_tables
      WHERE tablename IN ('attempts', 'rate_limits', '_prisma_migrations', '_migration_lease')
        AND schemaname <> 'odd'`;
    expect(places).toEqual([{ name: "tenant_one" }]);
    await db.$disconnect();
  });

  it("is apart from another of the same database", async () => {
    const url = `${database.url}?schema=tenant_two`;
    expect((await migrate(url)).length).toBeGreaterThan(4);
    const db = openDatabase(url);
    expect(await db.attempt.count()).toBe(0);
    await db.$disconnect();
  });
});

describe.each(names.filter((name) => name === "real PostgreSQL"))(
  "the rights of a role on %s",
  (name) => {
    let database: TestDatabase;
    let owner: Client;
    let role: string;
    let url: string;
    beforeAll(async () => {
      database = await createDatabaseLike(name);
      owner = new Client({ connectionString: database.url });
      await owner.connect();
      const at = new URL(database.url);
      role = `${at.pathname.slice(1)}_plain`;
      at.username = role;
      url = at.href;
      await owner.query(
        `CREATE ROLE ${role} LOGIN; REVOKE CREATE ON DATABASE ${at.pathname.slice(1)} FROM PUBLIC`,
      );
    });
    afterAll(async () => {
      await owner.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
      await owner.end();
      await database.drop();
    });

    it("are asked for in the words that give them", async () => {
      await expect(migrate(url)).rejects.toThrow('GRANT CREATE ON SCHEMA "public" TO');
      await owner.query("REVOKE USAGE ON SCHEMA public FROM PUBLIC");
      await expect(migrate(url)).rejects.toThrow('GRANT USAGE, CREATE ON SCHEMA "public" TO');
      await expect(migrate(`${url}?schema=elsewhere`)).rejects.toThrow("GRANT CREATE ON DATABASE");
      const { stderr, status } = spawnSync(
        process.execPath,
        ["--import", "tsx", "prisma/engine/migrate.ts"],
        { env: { ...process.env, DATABASE_URL: url }, encoding: "utf8" },
      );
      expect(stderr).toContain("GRANT USAGE, CREATE ON SCHEMA");
      expect(stderr).not.toContain(role);
      expect(status).toBe(1);
    });

    it("need no more than the schema's own", async () => {
      await owner.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${role}`);
      expect((await migrate(url)).length).toBeGreaterThan(4);
      expect(await migrate(url)).toEqual([]);
    });
  },
);
