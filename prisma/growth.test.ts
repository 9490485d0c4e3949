import { readFileSync } from "node:fs";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";

const record = readFileSync("docs/decisions/0004-growth-beyond-one-primary.md", "utf8");
/** Column by table; null: on every node, or on one. */
const spread = new Map(
  [...record.matchAll(/^\| `(\w+)`\s*\| (?:`(\w+)`|every node|one node)\s*\|$/gm)].map(
    ([, table = "", column]) => [table, column ?? null] as const,
  ),
);
const globalRules = [...record.matchAll(/^\| `(\w+_key)`/gm)].map(([, name = ""]) => name);
/** Between tables that are spread apart. */
const crossing = [
  ...["unique_key_indexes", "sessions", "links", "passkeys", "attempts"].map(
    (from) => `${from} > accounts`,
  ),
  ...["accounts > attempts", "attempts > attempts", "guardian_consents > attempts"],
];

/** What of docs/decisions/0004 plain PostgreSQL can tell. */
describe("growth beyond one primary", () => {
  const client = new Client({ connectionString: inject("databases")[0]?.url });
  beforeAll(() => client.connect());
  afterAll(() => client.end());
  async function ask<T>(row: z.ZodType<T>, sql: string): Promise<T[]> {
    return z.array(row).parse((await client.query(sql)).rows);
  }

  it("says of every table where it is, by a column of its primary key", async () => {
    const keys = await ask(
      z.object({ table: z.string(), columns: z.array(z.string()) }),
      `${uniqueSql} AND i.indisprimary`,
    );
    expect([...spread.keys()].sort()).toEqual(keys.map(({ table }) => table).sort());
    for (const { table, columns } of keys) {
      const column = spread.get(table) ?? null;
      if (column !== null) expect(columns, table).toContain(column);
    }
  });

  it("every unique rule holds within one node, or is on the list of global ones", async () => {
    const rules = await ask(
      z.object({ table: z.string(), name: z.string(), columns: z.array(z.string()) }),
      uniqueSql,
    );
    const beyond = rules.filter(({ table, columns }) => {
      const column = spread.get(table) ?? null;
      return column !== null && !columns.includes(column);
    });
    expect(beyond.map(({ name }) => name).sort()).toEqual([...globalRules].sort());
  });

  it("every foreign key stays on one node, or is among those that cross", async () => {
    const keys = await ask(
      z.object({ from: z.string(), to: z.string(), of: z.string(), at: z.string() }),
      `SELECT c.conrelid::regclass::text AS from, c.confrelid::regclass::text AS to,
         a.attname::text AS of, b.attname::text AS at
       FROM pg_constraint AS c
       JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       JOIN pg_attribute AS b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`,
    );
    const crosses = keys.filter(({ from, to, of, at }) => {
      const [mine = null, theirs = null] = [spread.get(from), spread.get(to)];
      return theirs !== null && !(mine === of && theirs === at);
    });
    const names = crosses.map(({ from, to }) => `${from} > ${to}`);
    expect([...new Set(names)].sort()).toEqual([...crossing].sort());
  });
});

const uniqueSql = `
SELECT t.relname::text AS table, x.relname::text AS name,
  array(SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum = ANY(i.indkey)) AS columns
FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid JOIN pg_class AS t ON t.oid = i.indrelid
WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
  AND t.relname NOT IN ('_prisma_migrations', '_migration_lease')`;
