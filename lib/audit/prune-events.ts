import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import type { Chain } from "@/lib/audit/chains";
import { pruneText, segmentColumns, segmentRow } from "@/lib/audit/segments";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { signText } from "@/lib/crypto/signature";
import { statementsIn } from "@/lib/db";
import type { Prisma } from "@/lib/generated/prisma/client";

const day = 24 * 60 * 60_000;
/** At once, so that a run never holds up the others for long. */
const mostSegments = 50;

/**
 * Destroys what has been kept long enough, in whole segments from the oldest on. The last of them stays,
 * without its events, signed: the rest can be checked from there. That it was done is recorded.
 * @returns how many events.
 */
export async function pruneEvents(
  db: Prisma.TransactionClient,
  { auditKeys, retention, now }: PruneContext,
): Promise<number> {
  let count = 0;
  for (const chain of ["access", "rights"] as const) {
    count += await pruneChain(db, chain, { auditKeys, days: retention[chain], now });
  }
  return count;
}

async function pruneChain(
  db: Prisma.TransactionClient,
  chain: Chain,
  { auditKeys, days, now }: { auditKeys: KeyRing; days: number; now: Date },
): Promise<number> {
  const statements = statementsIn(db);
  const before = new Date(now.getTime() - days * day);
  const { rows } = await statements.query(
    `SELECT ${segmentColumns} FROM audit_segments WHERE chain = $1 AND pruned_at IS NULL
     ORDER BY number LIMIT $2::int`,
    [chain, mostSegments],
  );
  const segments = z.array(segmentRow).parse(rows);
  const young = segments.findIndex(
    ({ lastAt, sealedAt }) => lastAt >= before || sealedAt >= before,
  );
  const last = segments[young < 0 ? segments.length - 1 : young - 1];
  if (last === undefined) return 0;
  const { signature, keyId } = signText(pruneText(last, now), auditKeys);
  const { rows: gone } = await statements.query(
    "SELECT audit_prune($1::text, $2::int, $3::timestamptz, $4::text, $5::bytea)::int AS count",
    [chain, last.number, now, keyId, signature],
  );
  const [{ count }] = z.tuple([z.object({ count: z.number() })]).parse(gone);
  await appendEvent(db, { kind: "audit_pruned", of: chain, through: last.number, count }, now);
  return count;
}

/** Days, by chain. */
export type Retention = Record<Chain, number>;
export type PruneContext = { auditKeys: KeyRing; retention: Retention; now: Date };
