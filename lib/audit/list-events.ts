import { z } from "zod";
import type { StatementRunner } from "@/lib/db";

/**
 * A page of the access log, newest first, by a keyset of (time, sequence). That it was looked at is written by
 * the same statement.
 * @param beside what else is asked of the database by it, as a value in SQL.
 */
export async function listEvents(
  looker: { id: string; address: string },
  { filter, after, limit }: { filter: EventFilter; after: EventCursor | null; limit: number },
  { statements, now }: { statements: StatementRunner; now: Date },
  beside = "NULL::jsonb",
): Promise<{ events: ListedEvent[]; next: EventCursor | null; beside: unknown }> {
  const { rows } = await statements.query(listing(beside), [
    ...[limit + 1, filter.who, filter.whom, filter.kind, filter.from, filter.until],
    ...[after?.at ?? null, after?.id ?? null, now, looker.id, looker.address],
  ]);
  const [first] = z.tuple([z.object({ beside: z.unknown() })], z.unknown()).parse(rows);
  // Where nothing was found, what is beside it stands alone.
  const found = rows.flatMap((row) => (isFound(row) ? [listedEvent.parse(row)] : []));
  const events = found.slice(0, limit);
  const last = found.length > limit ? events.at(-1) : undefined;
  const next = last === undefined ? null : { at: last.at, id: last.id };
  return { events, next, beside: first.beside };
}

function isFound(row: unknown): boolean {
  return z.object({ id: z.string() }).safeParse(row).success;
}

/** Whose name stands where an administrator's id does: they are few, and no secret to each other. */
const listing = (beside: string) => `
WITH found AS MATERIALIZED (
  SELECT id, at, kind, actor, subject, detail, address, people FROM audit_events
  WHERE ($2::text IS NULL OR actor = coalesce((SELECT id FROM administrators WHERE email = $2), $2))
    AND ($3::text IS NULL OR subject = $3 OR (people IS NOT NULL AND people @> ARRAY[$3]::varchar[]))
    AND ($4::text IS NULL OR kind = $4)
    AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
    AND ($7::timestamptz IS NULL OR (at, id) < ($7, $8::bigint))
  ORDER BY at DESC, id DESC LIMIT $1::int
), looked AS (
  INSERT INTO audit_events (at, kind, actor, subject, address, detail)
  SELECT $9::timestamptz, 'audit_listed', $10::text, $3::text, $11::text,
    jsonb_build_object('count', least(count(*), $1::int - 1)) FROM found
)
SELECT CASE WHEN row_number() OVER (ORDER BY found.at DESC, found.id DESC) = 1 THEN beside END AS beside,
  found.id::text, found.at, found.kind, coalesce(administrators.email, found.actor) AS actor,
  administrators.id IS NOT NULL AS "isAdministrator", found.subject, found.detail, found.address,
  coalesce(found.people, '{}') AS people, note.note
FROM (SELECT ${beside} AS beside) AS asked LEFT JOIN found ON true
  LEFT JOIN administrators ON administrators.id = found.actor
  LEFT JOIN audit_notes AS note ON note.event_id = found.id
ORDER BY found.at DESC, found.id DESC`;

const listedEvent = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.string(),
  actor: z.string().nullable(),
  isAdministrator: z.boolean(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
  people: z.array(z.string()),
  note: z.string().nullable(),
});
export type ListedEvent = z.infer<typeof listedEvent>;

const id = /^[A-Za-z0-9]{1,40}$/;

/** Null where the address says something that no page of ours writes. */
export function readEventCursor(text: string): EventCursor | null {
  const found = /^(\d{1,15})_(\d{1,18})$/.exec(text);
  const [, at = "", eventId = ""] = found ?? [];
  return found === null || Number(at) > latest ? null : { at: new Date(Number(at)), id: eventId };
}

export function writeEventCursor({ at, id: eventId }: EventCursor): string {
  return `${at.getTime()}_${eventId}`;
}

/** End of the year 9999. */
const latest = 253_402_300_799_999;

/** An administrator's address, or the id of whoever it was. */
export function isWho(text: string): boolean {
  return id.test(text) || z.email().safeParse(text).success;
}

export function isWhom(text: string): boolean {
  return id.test(text);
}

export type EventCursor = { at: Date; id: string };
/** Null: whatever it is. `until` is not within. */
export type EventFilter = {
  who: string | null;
  whom: string | null;
  kind: string | null;
  from: Date | null;
  until: Date | null;
};
