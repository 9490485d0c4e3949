import { z } from "zod";
import type { StatementRunner } from "@/lib/db";
import { ExportState } from "@/lib/generated/prisma/enums";

/**
 * The latest, with the names of who asked and who approved, and whether `viewer` may approve, as by
 * `mayApprove`: one question.
 */
export async function listExports(
  statements: StatementRunner,
  viewer: string,
): Promise<ListedExport[]> {
  const { rows } = await statements.query(
    `WITH RECURSIVE line (id) AS (
       SELECT $1::text
       UNION
       SELECT actor::text FROM line JOIN audit_events ON subject = line.id
       WHERE kind = 'administrator_created' AND actor IS NOT NULL
     ) SELECT exports.id, kind, state, requester_id AS "requesterId", purpose, columns, from_at AS "fromAt",
       until_at AS "untilAt", is_masked AS "isMasked", ceiling, digest, rows, exports.created_at AS "createdAt",
       expires_at AS "expiresAt", fault, file_digest AS "fileDigest",
       coalesce(requester.email, requester_id) AS requester, coalesce(approver.email, approver_id) AS approver,
       requester_id NOT IN (SELECT id FROM line) AS "mayApprove"
     FROM exports LEFT JOIN administrators AS requester ON requester.id = requester_id
       LEFT JOIN administrators AS approver ON approver.id = approver_id
     ORDER BY exports.created_at DESC LIMIT 20`,
    [viewer],
  );
  return z.array(listedExport).parse(rows);
}

const text = z.string();
const listedExport = z
  .object({
    ...{ id: text, kind: text, state: z.enum(ExportState), requesterId: text, requester: text },
    ...{ approver: text.nullable(), purpose: text, columns: z.array(text) },
    ...{ fromAt: z.date().nullable(), untilAt: z.date().nullable(), isMasked: z.boolean() },
    ...{ ceiling: z.number(), digest: text, rows: z.number(), createdAt: z.date() },
    ...{ expiresAt: z.date(), fault: text.nullable(), fileDigest: text.nullable() },
    mayApprove: z.boolean(),
  })
  .transform(({ fromAt: from, untilAt: until, ...rest }) => ({ ...rest, from, until }));
export type ListedExport = z.infer<typeof listedExport>;
