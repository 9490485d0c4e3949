import { z } from "zod";
import { chains } from "@/lib/audit/chains";
import { lastSegment } from "@/lib/audit/seal-events";
import { writeHead } from "@/lib/audit/segments";
import { verifyLog } from "@/lib/audit/verify-log";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { statementsIn } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const day = 24 * 60 * 60_000;
/** Of whoever sees several people, one person or the log. */
const looks = [
  ...["people_listed", "people_searched", "person_shown", "person_revealed"],
  ...["audit_listed", "attempts_searched"],
];

/** Who administers and how they prove who they are, the log's seals and reviews, looks and exports of the period. */
export async function gatherAdministration({
  db,
  auditKeys,
  reviewDays,
  now,
}: AdministrationContext): Promise<Administration> {
  const statements = statementsIn(db);
  const from = new Date(now.getTime() - reviewDays * day);
  const { rows } = await statements.query(administratorsSql, []);
  const segments = await Promise.all(chains.map((chain) => lastSegment(statements, chain)));
  const seen = await db.auditEvent.groupBy({
    by: ["kind"],
    where: { kind: { in: looks }, at: { gte: from } },
    orderBy: { kind: "asc" },
    _count: true,
  });
  const exported = await db.export.groupBy({
    by: ["kind", "isMasked", "state"],
    where: { createdAt: { gte: from } },
    orderBy: [{ kind: "asc" }, { isMasked: "asc" }, { state: "asc" }],
    _count: true,
    _sum: { rows: true },
  });
  const reviewed = await db.auditReview.aggregate({ _max: { at: true, to: true } });
  const verification = await verifyLog({ statements, auditKeys });
  return {
    from,
    reviewDays,
    administrators: z.array(administratorsRow).parse(rows),
    seals: segments
      .filter((segment) => segment !== null)
      .map((segment) => ({
        chain: segment.chain,
        total: Number(segment.total),
        sealedAt: segment.sealedAt,
        head: writeHead(segment),
      })),
    isLogWhole: verification.kind === "whole",
    looks: seen.map(({ kind, _count: count }) => ({ kind, count })),
    exports: exported.map(({ kind, isMasked, state, _count: count, _sum }) => ({
      ...{ kind, isMasked, state, count },
      rows: _sum.rows ?? 0,
    })),
    reviewedAt: reviewed._max.at,
    reviewedTo: reviewed._max.to,
  };
}

/** By the columns that the table has: an older schema knows neither roles nor codes. */
const administratorsSql = `
SELECT coalesce(to_jsonb(administrators) ->> 'role', '-') AS role,
  CASE WHEN EXISTS (SELECT FROM passkeys WHERE administrator_id = administrators.id AND removed_at IS NULL)
      THEN 'passkey'
    WHEN to_jsonb(administrators) ->> 'totp_sealed' IS NOT NULL THEN 'totp' ELSE 'none' END AS factor,
  count(*)::int AS count
FROM administrators GROUP BY 1, 2 ORDER BY 1, 2`;

const administratorsRow = z.object({
  role: z.string(),
  factor: z.enum(["passkey", "totp", "none"]),
  count: z.number(),
});

export type AdministrationContext = {
  db: PrismaClient;
  auditKeys: KeyRing;
  reviewDays: number;
  now: Date;
};
export type Administration = {
  /** The period is the cycle of reviews. */
  from: Date;
  reviewDays: number;
  administrators: z.infer<typeof administratorsRow>[];
  seals: { chain: string; total: number; sealedAt: Date; head: string }[];
  isLogWhole: boolean;
  looks: { kind: string; count: number }[];
  exports: { kind: string; isMasked: boolean; state: string; count: number; rows: number }[];
  reviewedAt: Date | null;
  reviewedTo: Date | null;
};
