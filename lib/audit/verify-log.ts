import { z } from "zod";
import { chains, type Chain } from "@/lib/audit/chains";
import {
  beginning,
  hashOf,
  headOf,
  pruneText,
  readLeaves,
  sealText,
  segmentColumns,
  segmentRow,
  storedColumns,
  storedOrder,
  storedEvent,
  type KeptHead,
  type SegmentRow,
  type StoredEvent,
} from "@/lib/audit/segments";
import { strayNote } from "@/lib/audit/verify-notes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { isSignatureOf } from "@/lib/crypto/signature";
import type { StatementRunner } from "@/lib/db";

/**
 * Checks the whole log against its seals, a segment at a time, and stops at the first thing that is not as it
 * was sealed. `kept`: heads that were kept outside the database, without which a tail that was cut off, seals
 * and all, would go unseen.
 */
export async function verifyLog(
  { statements, auditKeys }: VerifyContext,
  kept: readonly KeptHead[] = [],
  tell: (count: number) => void = () => undefined,
): Promise<Verification> {
  const found: ChainState[] = [];
  for (const chain of chains) {
    const heads = kept.filter((each) => each.chain === chain);
    const state = await verifyChain(chain, { statements, auditKeys }, heads, tell);
    if ("fault" in state) return { kind: "broken", chain, fault: state.fault };
    found.push(state);
  }
  return { kind: "whole", chains: found };
}

async function verifyChain(
  chain: Chain,
  context: VerifyContext,
  kept: readonly KeptHead[],
  tell: (count: number) => void,
): Promise<ChainState | { fault: Fault }> {
  const { statements } = context;
  let last: SegmentRow | null = null;
  const missed = new Set(kept);
  for (;;) {
    const segment = await nextSegment(statements, chain, last?.number ?? 0);
    if (segment === null) break;
    const fault =
      faultOfSeal(segment, last, context.auditKeys) ??
      (await faultOfEvents(segment, last, statements));
    if (fault !== null) return { fault };
    for (const head of kept) {
      if (head.number !== segment.number) continue;
      if (head.head !== hex(segment.head) || head.total !== segment.total) {
        return { fault: { kind: "other_head", segment: segment.number } };
      }
      missed.delete(head);
    }
    last = segment;
    tell(segment.events);
  }
  // Heads of segments that were destroyed in time are older than all that is left.
  const first = await firstNumber(statements, chain);
  const [cut] = [...missed].filter(({ number }) => first === null || number > first);
  if (cut !== undefined) {
    return { fault: { kind: "tail_cut", segment: cut.number, sealed: last?.number ?? 0 } };
  }
  const strange = await strayNote(statements);
  if (strange !== null) return { fault: { kind: "note_changed", event: strange } };
  const { events, unsealed } = await countEvents(statements, chain, last);
  return { chain, last, events, unsealed };
}

function faultOfSeal(segment: SegmentRow, last: SegmentRow | null, keys: KeyRing): Fault | null {
  const { number, previous, signature, keyId, prunedAt, pruneKeyId, pruneSignature } = segment;
  const isPruned = prunedAt !== null && pruneKeyId !== null && pruneSignature !== null;
  if (keys.find(keyId) === null) return { kind: "key_missing", segment: number, key: keyId };
  if (!isSignatureOf(sealText(segment), { signature, keyId }, keys)) {
    return { kind: "seal_forged", segment: number };
  }
  if (isPruned) {
    const pruned = { signature: pruneSignature, keyId: pruneKeyId };
    if (last !== null || !isSignatureOf(pruneText(segment, prunedAt), pruned, keys)) {
      return { kind: "seal_forged", segment: number };
    }
    return null;
  }
  // What stood before a first segment that is not number 1 was not destroyed by us.
  const expected = last === null ? 1 : last.number + 1;
  if (number !== expected) return { kind: "segment_missing", segment: expected };
  const before = last?.head ?? beginning;
  return Buffer.from(before).equals(Buffer.from(previous))
    ? null
    : { kind: "seal_forged", segment: number };
}

/** Compares the events of a segment's range with its leaves. */
async function faultOfEvents(
  segment: SegmentRow,
  last: SegmentRow | null,
  statements: StatementRunner,
): Promise<Fault | null> {
  const { chain, number, lastTxid, lastId, events } = segment;
  const { rows } = await statements.query(
    `SELECT ${storedColumns} FROM audit_events
     WHERE chain = $1 AND (txid, id) > ($2::bigint, $3::bigint) AND (txid, id) <= ($4::bigint, $5::bigint)
     ORDER BY ${storedOrder} LIMIT $6::int`,
    // One more than there may be shows that one was added; a flood of them stays outside.
    [chain, last?.lastTxid ?? "-1", last?.lastId ?? "-1", lastTxid, lastId, events + 1],
  );
  const stored = z.array(storedEvent).parse(rows);
  if (segment.prunedAt !== null) {
    const [left] = stored;
    return left === undefined ? null : { kind: "added", event: left.id, segment: number };
  }
  const leaves = await leavesOf(statements, segment);
  if (leaves === null || !headOf(segment.previous, leaves).equals(Buffer.from(segment.head))) {
    return { kind: "seal_forged", segment: number };
  }
  return differenceOf(stored, readLeaves(leaves), number);
}

function differenceOf(
  stored: readonly StoredEvent[],
  leaves: ReturnType<typeof readLeaves>,
  segment: number,
): Fault | null {
  const known = new Map(leaves.map(({ id, hash }) => [id, hash]));
  const there = new Map(stored.map((event) => [event.id, event]));
  for (const [at, leaf] of leaves.entries()) {
    const event = there.get(leaf.id);
    const inPlace = stored[at];
    if (inPlace !== undefined && !known.has(inPlace.id)) {
      return { kind: "added", event: inPlace.id, segment };
    }
    if (event === undefined) return { kind: "missing", event: leaf.id, segment };
    if (!hashOf(event).equals(leaf.hash)) {
      const other = leaves.find(({ id, hash }) => hashOf({ ...event, id }).equals(hash));
      return other === undefined
        ? { kind: "changed", event: leaf.id, segment }
        : { kind: "reordered", event: leaf.id, segment, other: other.id };
    }
    if (inPlace?.id !== leaf.id) return { kind: "reordered", event: leaf.id, segment };
  }
  const more = stored[leaves.length];
  return more === undefined ? null : { kind: "added", event: more.id, segment };
}

async function nextSegment(
  statements: StatementRunner,
  chain: Chain,
  after: number,
): Promise<SegmentRow | null> {
  const { rows } = await statements.query(
    `SELECT ${segmentColumns} FROM audit_segments WHERE chain = $1 AND number > $2::int ORDER BY number LIMIT 1`,
    [chain, after],
  );
  return z.array(segmentRow).parse(rows)[0] ?? null;
}

async function leavesOf(statements: StatementRunner, { chain, number }: SegmentRow) {
  const { rows } = await statements.query(
    "SELECT leaves FROM audit_segments WHERE chain = $1 AND number = $2::int",
    [chain, number],
  );
  return z.tuple([z.object({ leaves: z.instanceof(Uint8Array).nullable() })]).parse(rows)[0].leaves;
}

async function firstNumber(statements: StatementRunner, chain: Chain): Promise<number | null> {
  const { rows } = await statements.query(
    "SELECT min(number) AS first FROM audit_segments WHERE chain = $1",
    [chain],
  );
  return z.tuple([z.object({ first: z.number().nullable() })]).parse(rows)[0].first;
}

async function countEvents(
  statements: StatementRunner,
  chain: Chain,
  last: SegmentRow | null,
): Promise<{ events: string; unsealed: number }> {
  const { rows } = await statements.query(
    `SELECT count(*)::int AS unsealed FROM audit_events WHERE chain = $1 AND (txid, id) > ($2::bigint, $3::bigint)`,
    [chain, last?.lastTxid ?? "-1", last?.lastId ?? "-1"],
  );
  const [{ unsealed }] = z.tuple([z.object({ unsealed: z.number() })]).parse(rows);
  return { events: last?.total ?? "0", unsealed };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export type VerifyContext = { statements: StatementRunner; auditKeys: KeyRing };
export type ChainState = {
  chain: Chain;
  last: SegmentRow | null;
  /** Sealed ones, destroyed ones too. */
  events: string;
  unsealed: number;
};
export type Fault =
  | { kind: "changed" | "missing" | "added"; event: string; segment: number }
  /** `other`: whose place it has taken. */
  | { kind: "reordered"; event: string; segment: number; other?: string }
  | { kind: "seal_forged" | "segment_missing" | "other_head"; segment: number }
  | { kind: "key_missing"; segment: number; key: string }
  | { kind: "tail_cut"; segment: number; sealed: number }
  | { kind: "note_changed"; event: string };
export type Verification =
  { kind: "whole"; chains: ChainState[] } | { kind: "broken"; chain: Chain; fault: Fault };
