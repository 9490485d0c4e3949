import { z } from "zod";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { statementsIn } from "@/lib/db";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/**
 * `key_in_use (id)`: ids of the index keys that people stand under, for a `WITH RECURSIVE`. Reads only
 * distinct ids from the index: fast on any table. `now`: a moment in SQL.
 */
export const keysInUseSql = (now: string) => `
used_key (id) AS (
  SELECT min(unique_key_index_key_id) FROM accounts
  UNION ALL
  SELECT (SELECT min(unique_key_index_key_id) FROM accounts
    WHERE unique_key_index_key_id > used_key.id)
  FROM used_key WHERE id IS NOT NULL
), left_under (id) AS (
  SELECT min(key_id) FROM departures
  UNION ALL
  SELECT (SELECT min(key_id) FROM departures WHERE key_id > left_under.id)
  FROM left_under WHERE id IS NOT NULL
), key_in_use (id) AS (
  SELECT id FROM used_key WHERE id IS NOT NULL
  UNION
  SELECT id FROM left_under
  WHERE EXISTS (SELECT FROM departures WHERE key_id = left_under.id AND rejoin_from > ${now})
)`;

/**
 * Index key ids that rows use and the key ring lacks. Sign-up is blocked while there are any, since
 * duplicates could go unnoticed.
 */
export async function missingIndexKeys(db: Database, ring: KeyRing, now: Date): Promise<string[]> {
  const sql = `WITH RECURSIVE ${keysInUseSql("$1::timestamptz")} SELECT id FROM key_in_use`;
  const { rows } = await statementsIn(db).query(sql, [now]);
  return usedKeys
    .parse(rows)
    .map(({ id }) => id)
    .filter((id) => ring.find(id) === null);
}

/** @throws MissingIndexKey with the missing key ids, which are not secret. */
export async function requireIndexKeys(db: Database, ring: KeyRing, now: Date): Promise<void> {
  const missing = await missingIndexKeys(db, ring, now);
  if (missing.length > 0) throw new MissingIndexKey(missing);
}

export class MissingIndexKey extends Error {
  override readonly name = "MissingIndexKey";
  constructor(readonly missing: readonly string[]) {
    super(
      `CI_INDEX_KEYS: people stand under ${missing.join(", ")}, which is not there. Put it back after a comma, and run npm run keys:rotate: it tells from when it can go.`,
    );
  }
}

const usedKeys = z.array(z.object({ id: z.string() }));
type Database = PrismaClient | Prisma.TransactionClient;
