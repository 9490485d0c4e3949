import { z } from "zod";
import { isCode, type Code } from "@/lib/codes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import { digestProviderId } from "@/lib/verification/provider-id-digest";

/**
 * What became of tries: of an id that a caller read out, or of a window of time. Newest first, by keyset, and
 * that somebody looked is written by the same statement.
 */
export async function findAttempts(
  looker: { id: string; address: string },
  { asked, after, limit }: { asked: Asked; after: LineCursor | null; limit: number },
  { statements, now }: { statements: StatementRunner; now: Date },
): Promise<{ lines: FoundLine[]; next: LineCursor | null }> {
  const { rows } = await statements.query(asked.kind === "id" ? byId : byWindow, [
    ...[limit + 1, now, looker.id, looker.address, after?.at ?? null, after?.id ?? null],
    ...(asked.kind === "id" ? [asked.ids] : [asked.from, asked.until, asked.code]),
  ]);
  const found = z.array(foundLine).parse(rows);
  const lines = found.slice(0, limit);
  const last = found.length > limit ? lines.at(-1) : undefined;
  return { lines, next: last === undefined ? null : { at: last.at, id: last.id } };
}

function finding(which: string): string {
  return `
WITH found AS MATERIALIZED (
  SELECT * FROM attempt_lines WHERE ${which}
    AND ($5::timestamptz IS NULL OR (at, id) < ($5, $6::bigint))
  ORDER BY at DESC, id DESC LIMIT $1::int
), looked AS (
  INSERT INTO audit_events (at, kind, actor, address, detail)
  SELECT $2::timestamptz, 'attempts_searched', $3::text, $4::text,
    jsonb_build_object('count', least(count(*), $1::int - 1)) FROM found
)
SELECT found.id::text, found.at, found.request_id AS request, found.attempt_id AS attempt, found.place,
  found.code, found.reason, coalesce(found.provider, attempts.provider) AS provider, found.milliseconds,
  attempts.state::text AS state, attempts.purpose::text AS purpose
FROM found LEFT JOIN attempts ON attempts.id = found.attempt_id
ORDER BY found.at DESC, found.id DESC`;
}

const byId = finding(
  "(attempt_id = ANY($7::text[]) OR request_id = ANY($7::text[]) OR provider_digest = ANY($7::text[]))",
);
/** What an administrator was refused is of no caller; by its number it is found all the same. */
const byWindow = finding(
  `at >= $7::timestamptz AND at < $8::timestamptz AND ($9::text IS NULL OR code = $9)
    AND place NOT LIKE '/admin/%'`,
);

const foundLine = z.object({
  id: z.string(),
  at: z.date(),
  request: z.string().nullable(),
  attempt: z.string().nullable(),
  place: z.string(),
  code: z
    .string()
    .nullable()
    .transform((text): Code | null => (isCode(text) ? text : null)),
  reason: z.string().nullable(),
  provider: z.string().nullable(),
  milliseconds: z.number().nullable(),
  state: z.string().nullable(),
  purpose: z.string().nullable(),
});
export type FoundLine = z.infer<typeof foundLine>;

/**
 * What may stand in an address for an id that somebody typed: our own ids as they are, any other as the keyed
 * digest under which an id at PortOne is kept, since the id itself opens a record there. Null for what is none.
 */
export function addressOfId(typed: string, indexKeys: KeyRing): string | null {
  const text = typed.trim();
  if (isOwnId(text)) return text;
  if (!/^[A-Za-z0-9_.:-]{1,100}$/.test(text)) return null;
  return digestProviderId(text, indexKeys).all.join(".");
}

/** Attempts have 32 letters and digits, requests are UUIDs, pages that failed have a short number. */
function isOwnId(text: string): boolean {
  return (
    /^([A-Za-z0-9]{32}|\d{4,12})$/.test(text) ||
    /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)
  );
}

/**
 * The ids to look for, from such an address. Where PortOne's id is our attempt's (V2), it is found as that.
 * Null where it is none that we write.
 */
export function readIdAddress(text: string): string[] | null {
  if (isOwnId(text)) return [text];
  const digests = text.split(".");
  const isDigests = digests.length <= 10 && digests.every((each) => /^[\w-]{43}$/.test(each));
  return isDigests ? digests : null;
}

export type LineCursor = { at: Date; id: string };
/** `until` is not within. */
export type Asked =
  { kind: "id"; ids: string[] } | { kind: "window"; from: Date; until: Date; code: Code | null };
