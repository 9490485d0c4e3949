import { createHash } from "node:crypto";
import { z } from "zod";
import { chains, type Chain } from "@/lib/audit/chains";

/** In each hash, so that another form of it can never be taken for this one. */
const version = "verified-signup audit 1";
export const beginning = Buffer.alloc(32);

/** Of an event as it is stored, in texts that no time zone, locale or client changes. */
export const storedColumns = `id::text, txid::text, chain, (extract(epoch FROM at) * 1000)::bigint::text AS at, kind,
  actor, subject, detail::text, address, people::text, encode(note_digest, 'hex') AS note`;

/** By the columns themselves: their names alone would mean the texts above. */
export const storedOrder = "audit_events.chain, audit_events.txid, audit_events.id";

export const storedEvent = z.object({
  id: z.string(),
  txid: z.string(),
  chain: z.string(),
  at: z.string(),
  kind: z.string(),
  actor: z.string().nullable(),
  subject: z.string().nullable(),
  detail: z.string(),
  address: z.string().nullable(),
  people: z.string().nullable(),
  note: z.string().nullable(),
});
export type StoredEvent = z.infer<typeof storedEvent>;

/** SHA-256 over every column, each with its length before it, so that no two events share one. */
export function hashOf(event: StoredEvent): Buffer {
  const { id, txid, chain, at, kind, actor, subject, detail, address, people, note } = event;
  const fields = [id, txid, chain, at, kind, actor, subject, detail, address, people, note];
  const text = fields.map((field) =>
    field === null ? "-" : `${Buffer.byteLength(field)}:${field}`,
  );
  return createHash("sha256")
    .update([version, ...text].join("\n"))
    .digest();
}

/** The id beside its hash, so that one that is gone can be named. */
export function leafOf(event: StoredEvent): Buffer {
  const leaf = Buffer.alloc(leafLength);
  leaf.writeBigInt64BE(BigInt(event.id));
  hashOf(event).copy(leaf, 8);
  return leaf;
}

export const leafLength = 40;

export function readLeaves(leaves: Uint8Array): Leaf[] {
  const bytes = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.byteLength);
  return Array.from({ length: bytes.length / leafLength }, (_, at) => {
    const leaf = bytes.subarray(at * leafLength, (at + 1) * leafLength);
    return { id: leaf.readBigInt64BE().toString(), hash: leaf.subarray(8) };
  });
}
export type Leaf = { id: string; hash: Buffer };

/** Each event on the one before it, from the head of the segment before. */
export function headOf(previous: Uint8Array, leaves: Uint8Array): Buffer {
  let head = Buffer.from(previous);
  for (let at = 0; at < leaves.length; at += leafLength) {
    const hash = createHash("sha256")
      .update(head)
      .update(leaves.subarray(at, at + leafLength));
    head = hash.digest();
  }
  return head;
}

/** What is signed of a segment. */
export function sealText(segment: Sealed): string {
  const { chain, number, events, total, lastTxid, lastId, lastAt, previous, head } = segment;
  const facts = [chain, number, events, total, lastTxid, lastId, lastAt.getTime()];
  const hashes = [hex(previous), hex(head)];
  return [version, "seal", ...facts, ...hashes, segment.sealedAt.getTime()].join("\n");
}

/** What is signed of its destruction. */
export function pruneText(segment: Pick<Sealed, "chain" | "number" | "head">, at: Date): string {
  return [version, "prune", segment.chain, segment.number, hex(segment.head), at.getTime()].join(
    "\n",
  );
}

/** A head as it is kept outside: chain, segment, events so far and hash. */
export function writeHead({ chain, number, total, head }: HeadFacts): string {
  return `${chain}:${number}:${total}:${hex(head)}`;
}

/** The newest segment of each chain, as a value in SQL: a page asks for it in the statement of its list. */
export const headsSql = `ARRAY(SELECT jsonb_build_object('chain', chain, 'number', number, 'total', total::text,
  'head', encode(head, 'hex'), 'sealedAt', sealed_at) FROM (
    SELECT DISTINCT ON (chain) * FROM audit_segments ORDER BY chain, number DESC) AS last ORDER BY chain)`;

/** @param answer to `headsSql`. */
export function readShownHeads(answer: unknown): ShownHead[] {
  return shownHeads.parse(answer);
}

export function readHead(text: string): KeptHead | null {
  const found = /^([a-z]+):(\d{1,9}):(\d{1,18}):([0-9a-f]{64})$/.exec(text.trim());
  const [, name, number = "", total = "", head = ""] = found ?? [];
  const chain = chains.find((each) => each === name);
  return chain === undefined ? null : { chain, number: Number(number), total, head };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export type HeadFacts = { chain: string; number: number; total: string; head: Uint8Array };
export type ShownHead = HeadFacts & { chain: Chain; sealedAt: Date };
export type KeptHead = { chain: Chain; number: number; total: string; head: string };
export type Sealed = {
  chain: Chain;
  number: number;
  events: number;
  total: string;
  lastTxid: string;
  lastId: string;
  lastAt: Date;
  previous: Uint8Array;
  head: Uint8Array;
  sealedAt: Date;
};

const bytes = z.instanceof(Uint8Array);
const shownHeads = z.array(
  z.object({
    chain: z.enum(chains),
    number: z.number(),
    total: z.string(),
    head: z.string().transform((text) => new Uint8Array(Buffer.from(text, "hex"))),
    sealedAt: z.coerce.date(),
  }),
);
export const segmentColumns = `chain, number, events, total::text, last_txid::text AS "lastTxid",
  last_id::text AS "lastId", last_at AS "lastAt", previous, head, sealed_at AS "sealedAt", key_id AS "keyId",
  signature, pruned_at AS "prunedAt", prune_key_id AS "pruneKeyId", prune_signature AS "pruneSignature"`;
export const segmentRow = z.object({
  chain: z.enum(chains),
  number: z.number(),
  events: z.number(),
  total: z.string(),
  lastTxid: z.string(),
  lastId: z.string(),
  lastAt: z.coerce.date(),
  previous: bytes,
  head: bytes,
  sealedAt: z.coerce.date(),
  keyId: z.string(),
  signature: bytes,
  prunedAt: z.coerce.date().nullable(),
  pruneKeyId: z.string().nullable(),
  pruneSignature: bytes.nullable(),
});
export type SegmentRow = z.infer<typeof segmentRow>;
