import { z } from "zod";
import type { StatementRunner } from "@/lib/db";

/** Whether this role may do more with the access log than add to it. */
export async function couldChangeLog(statements: StatementRunner): Promise<boolean> {
  const { rows } = await statements.query(
    `SELECT bool_or(has_table_privilege(name, 'UPDATE') OR has_table_privilege(name, 'DELETE')
       OR has_table_privilege(name, 'TRUNCATE')) AS could
     FROM unnest(ARRAY['audit_events', 'audit_segments', 'audit_notes', 'audit_reviews']) AS name`,
    [],
  );
  return z.tuple([z.object({ could: z.boolean() })]).parse(rows)[0].could;
}
