import { z } from "zod";
import { digestNote } from "@/lib/audit/events";
import type { StatementRunner } from "@/lib/db";

/** A note that is there must be the one whose digest the event holds; one that was destroyed is none. */
export async function strayNote(statements: StatementRunner): Promise<string | null> {
  let after = "-1";
  for (;;) {
    const { rows } = await statements.query(
      `SELECT note.event_id::text AS id, note.salt, note.note, event.note_digest AS digest
       FROM audit_notes AS note LEFT JOIN audit_events AS event ON event.id = note.event_id
       WHERE note.event_id > $1::bigint ORDER BY note.event_id LIMIT 1000`,
      [after],
    );
    const notes = z.array(noteRow).parse(rows);
    for (const { id, salt, note, digest } of notes) {
      if (digest === null || !digestNote(salt, note).equals(Buffer.from(digest))) return id;
    }
    const end = notes.at(-1);
    if (end === undefined) return null;
    after = end.id;
  }
}

const noteRow = z.object({
  id: z.string(),
  salt: z.instanceof(Uint8Array),
  note: z.string(),
  digest: z.instanceof(Uint8Array).nullable(),
});
