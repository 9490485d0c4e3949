import { z } from "zod";

/**
 * Whether this database came out of a dump and was not opened yet: people who left after the dump was made
 * would be back. No dump carries along which database it is restored into (`database_identity()`, in the
 * migrations), so one that was restored by hand is known too.
 */
export async function isRestored({ query }: Queries): Promise<boolean> {
  const { rows } = await query(`SELECT ${isRestoredSql} AS restored`, []);
  return z.tuple([z.object({ restored: z.boolean() })]).parse(rows)[0].restored;
}

export const isRestoredSql =
  "(SELECT identity FROM database_origin) IS DISTINCT FROM database_identity()";

/** From now on this database is the one that its row names. Only the tables' owner can. */
export async function markOpened({ query }: Queries, now: Date): Promise<void> {
  await query(
    `INSERT INTO database_origin (identity, opened_at) VALUES (database_identity(), $1::timestamptz)
     ON CONFLICT (id) DO UPDATE SET identity = EXCLUDED.identity, opened_at = EXCLUDED.opened_at`,
    [now.toISOString()],
  );
}

type Queries = { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> };
