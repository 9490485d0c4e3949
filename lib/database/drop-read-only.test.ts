import { randomBytes } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { openDatabase, openPool } from "@/lib/db";

/** A session that PostgreSQL lets write nothing, as on a primary that has become a standby. */
describe.each(inject("databases").filter(({ name }) => name.startsWith("real")))(
  "connections that have become read-only, on $name",
  ({ url }) => {
    async function openStale(most: number) {
      const pool = openPool(url, "server", most);
      const clients = await Promise.all(Array.from({ length: most }, () => pool.connect()));
      const stale: number[] = [];
      for (const client of clients) {
        await client.query("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        stale.push(...rows.map(({ pid }) => pid));
        client.release();
      }
      return { pool, stale };
    }
    const key = () => randomBytes(8).toString("hex");
    const insert = "INSERT INTO rate_limits (key) VALUES ($1)";

    it.each([
      ["a query", (db) => db.rateLimit.create({ data: { key: key() } })],
      ["a statement of our own", (db) => db.$statements.query(insert, [key()], "insert_limit")],
      [
        "a transaction",
        (db) => db.$transaction((tx) => tx.rateLimit.create({ data: { key: key() } })),
      ],
    ] satisfies [string, (db: ReturnType<typeof openDatabase>) => Promise<unknown>][])(
      "are dropped, and %s goes through all the same",
      async (_what, write) => {
        const { pool, stale } = await openStale(3);
        const db = openDatabase(url, pool);
        await write(db);
        const clients = await Promise.all([1, 2, 3].map(() => pool.connect()));
        for (const client of clients) {
          const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
          expect(stale).not.toContain(rows[0]?.pid);
          client.release();
        }
        await db.$disconnect();
      },
    );

    it("are dropped by one refusal, also those that were at work meanwhile", async () => {
      const { pool, stale } = await openStale(2);
      const busy = await pool.connect();
      await openDatabase(url, pool).rateLimit.create({ data: { key: key() } });
      busy.release();
      const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      expect(stale).not.toContain(rows[0]?.pid);
      await pool.end();
    });
  },
);
