import { z } from "zod";
import { chains, type Chain } from "@/lib/audit/chains";
import {
  beginning,
  headOf,
  leafOf,
  sealText,
  segmentColumns,
  segmentRow,
  storedColumns,
  storedOrder,
  storedEvent,
  writeHead,
  type Sealed,
  type StoredEvent,
} from "@/lib/audit/segments";
import { AdvertisingSubject } from "@/lib/generated/prisma/enums";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { signText } from "@/lib/crypto/signature";
import { isUniqueViolation, type StatementRunner } from "@/lib/db";
import { log } from "@/lib/log";

/** Events in one segment: what a check holds in memory at once. */
const mostEvents = 2_000;
/** In one run, so that one server does not seal a whole history while others wait. */
const mostSegments = 500;

/**
 * Seals what has been recorded since the last time. Events are taken in the order of (transaction,
 * sequence), and only those of transactions below which none is under way, so that one that commits late
 * comes after what is sealed, not in between. Nobody who records waits for it. Of two servers at once
 * the segment's number lets one through.
 * @returns how many events were sealed.
 */
export async function sealEvents(context: SealContext): Promise<number> {
  let sealed = 0;
  for (const chain of chains) {
    for (let count = 0; count < mostSegments; count += 1) {
      const events = await sealNext(chain, context);
      sealed += events;
      if (events < mostEvents) break;
    }
  }
  return sealed;
}

async function sealNext(chain: Chain, context: SealContext): Promise<number> {
  const { statements, auditKeys, now } = context;
  const last = await lastSegment(statements, chain);
  if (last !== null && BigInt(last.lastTxid) >= BigInt(last.horizon)) throw new SealsAhead();
  const { rows } = await statements.query(
    `SELECT ${storedColumns} FROM audit_events
     WHERE chain = $1 AND (txid, id) > ($2::bigint, $3::bigint) AND txid < audit_horizon()
     ORDER BY ${storedOrder} LIMIT $4::int`,
    [chain, last?.lastTxid ?? "-1", last?.lastId ?? "-1", mostEvents],
    "seal_events",
  );
  const events = z.array(storedEvent).parse(rows);
  const end = events.at(-1);
  if (end === undefined) return 0;
  const leaves = Buffer.concat(events.map(leafOf));
  const previous = last?.head ?? beginning;
  const segment: Sealed = {
    chain,
    number: (last?.number ?? 0) + 1,
    events: events.length,
    total: (BigInt(last?.total ?? 0) + BigInt(events.length)).toString(),
    lastTxid: end.txid,
    lastId: end.id,
    lastAt: new Date(latestOf(events)),
    previous,
    head: headOf(previous, leaves),
    sealedAt: now,
  };
  recordEndings(events);
  const { signature, keyId } = signText(sealText(segment), auditKeys);
  if (!(await store(statements, segment, { leaves, signature, keyId }))) return 0;
  log("info", "audit_sealed", { head: writeHead(segment), count: segment.events });
  return segment.events;
}

/**
 * What must not come back, in the log before the seal is, so that whoever has every seal has all of it: a database
 * restored from before is told (docs/backup.md). A line twice does no harm.
 */
function recordEndings(events: readonly StoredEvent[]): void {
  for (const { kind, subject: account, at, detail } of events) {
    if (account === null) continue;
    const of = { account, at: new Date(Number(at)).toISOString() };
    if (kind === "account_left" || kind === "account_closed") log("info", "account_gone", of);
    if (kind !== "advertising_withdrawn") continue;
    log("info", kind, { ...of, reason: withdrawal.parse(JSON.parse(detail)).of });
  }
}

const withdrawal = z.object({ of: z.enum(AdvertisingSubject) });

/** The newest segment; null where nothing is sealed yet. */
export async function lastSegment(statements: StatementRunner, chain: Chain) {
  const { rows } = await statements.query(
    `SELECT ${segmentColumns}, audit_horizon()::text AS horizon
     FROM audit_segments WHERE chain = $1 ORDER BY number DESC LIMIT 1`,
    [chain],
  );
  return z.array(segmentRow.extend({ horizon: z.string() })).parse(rows)[0] ?? null;
}

/** The database was restored on another server, which counts its transactions anew: run db:migrate. */
export class SealsAhead extends Error {
  override readonly name = "SealsAhead";
}

/** False where another server was quicker. */
async function store(
  statements: StatementRunner,
  segment: Sealed,
  { leaves, signature, keyId }: { leaves: Buffer; signature: Buffer; keyId: string },
): Promise<boolean> {
  const { chain, number, events, total, lastTxid, lastId, lastAt, previous, head } = segment;
  try {
    await statements.query(
      `INSERT INTO audit_segments (chain, number, events, total, last_txid, last_id, last_at, leaves, previous, head,
         sealed_at, key_id, signature)
       VALUES ($1, $2, $3, $4::bigint, $5::bigint, $6::bigint, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[chain, number, events, total, lastTxid, lastId, lastAt],
        ...[leaves, Buffer.from(previous), Buffer.from(head)],
        ...[segment.sealedAt, keyId, signature],
      ],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

function latestOf(events: readonly StoredEvent[]): number {
  return events.reduce((latest, { at }) => Math.max(latest, Number(at)), 0);
}

export type SealContext = { statements: StatementRunner; auditKeys: KeyRing; now: Date };
