import { z } from "zod";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/**
 * Index key ids that rows use and the key ring lacks. Sign-up is blocked while there are any, since
 * duplicates could go unnoticed. Reads only distinct ids from the index: fast on any table.
 */
export async function missingIndexKeys(db: Database, ring: KeyRing, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw`
    WITH RECURSIVE used(key) AS (
      SELECT min(unique_key_index_key_id) FROM accounts
      UNION ALL
      SELECT (SELECT min(unique_key_index_key_id) FROM accounts WHERE unique_key_index_key_id > used.key)
      FROM used WHERE key IS NOT NULL
    ), left_under(key) AS (
      SELECT min(key_id) FROM departures
      UNION ALL
      SELECT (SELECT min(key_id) FROM departures WHERE key_id > left_under.key)
      FROM left_under WHERE key IS NOT NULL
    )
    SELECT key AS id FROM used WHERE key IS NOT NULL
    UNION
    SELECT key FROM left_under
    WHERE EXISTS (SELECT FROM departures WHERE key_id = key AND rejoin_from > ${now})`;
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
