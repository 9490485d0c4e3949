import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { Route } from "@/lib/database/connection";
import { StatedAdapter } from "@/lib/database/stated-adapter";
import { openPool } from "@/lib/db";
import { PrismaClient } from "@/lib/generated/prisma/client";

/** As behind a pooler: each transaction has to say what it relies on. */
class PooledRoute extends Route {
  override kind() {
    return Promise.resolve("pooled" as const);
  }
}

const see = "see lib/database/stated-adapter.ts";
const setting = z.array(z.object({ timeout: z.string() })).length(1);
const ask = "SELECT current_setting('statement_timeout') AS timeout";

/** The session itself says a minute, each transaction of ours that there is no limit. */
describe("what an upgrade of Prisma's adapter may change", () => {
  const [{ url } = { url: "" }] = inject("databases");
  let pool: Pool;
  let client: PrismaClient;
  beforeAll(() => {
    pool = openPool(url, "server", 2);
    client = new PrismaClient({ adapter: new StatedAdapter(pool, new PooledRoute(url, "tool")) });
  });
  afterAll(() => client.$disconnect());

  it("a query goes through the adapter's queryRaw", async () => {
    const [row] = setting.parse(await client.$queryRawUnsafe(ask));
    expect(row?.timeout, `Prisma no longer queries through adapter.queryRaw: ${see}`).toBe("0");
  });

  it("a statement goes through the adapter's executeRaw", async () => {
    const check = `DO $$ BEGIN ASSERT current_setting('statement_timeout') = '0'; END $$`;
    const told = await client.$executeRawUnsafe(check).then(
      () => "said",
      () => "not said",
    );
    expect(told, `Prisma no longer writes through adapter.executeRaw: ${see}`).toBe("said");
  });

  it("a transaction begins with the adapter's startTransaction", async () => {
    const rows = await client.$transaction((each) => each.$queryRawUnsafe(ask));
    const said = setting.parse(rows)[0]?.timeout;
    expect(said, `Prisma no longer begins with adapter.startTransaction: ${see}`).toBe("0");
  });

  it("a transaction ends when COMMIT has been said, and commit() gives its connection back", async () => {
    const adapter = await new StatedAdapter(pool, new PooledRoute(url, "tool")).connect();
    const changed = `A transaction of Prisma's adapter now says COMMIT itself: ${see}`;
    const transaction = await adapter.startTransaction();
    expect(transaction.options.usePhantomQuery, changed).toBe(false);
    await transaction.executeRaw({ sql: "COMMIT", args: [], argTypes: [] });
    await transaction.commit();
    const kept = `Prisma's adapter no longer gives a connection back: ${see}`;
    expect(pool.idleCount, kept).toBe(pool.totalCount);
    const { rows } = await pool.query(ask);
    const open = `A single statement's transaction no longer ends with it: ${see}`;
    expect(setting.parse(rows)[0]?.timeout, open).toBe("1min");
  });

  it("the adapter still hands out the pool that it was given", async () => {
    const adapter = await new StatedAdapter(pool, new PooledRoute(url, "tool")).connect();
    const changed = "Prisma's adapter has another underlyingDriver()";
    expect(adapter.underlyingDriver(), `${changed}: see prisma/engine/schema-engine.ts`).toBe(pool);
    expect(adapter.executeScript, "Prisma's adapter has no executeScript()").toBeTypeOf("function");
  });
});
