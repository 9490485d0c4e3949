import { z } from "zod";
import { appendEvent } from "@/lib/audit/events";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { Prisma } from "@/lib/generated/prisma/client";

const day = 24 * 60 * 60_000;
export const longestFinding = 2_000;

/** In the caller's transaction: that the log of a range was gone through, what was found and what follows. */
export async function recordReview(
  tx: Prisma.TransactionClient,
  reviewer: { id: string; address: string },
  { from, to, findings, followUp }: ReviewFindings,
  now: Date,
): Promise<void> {
  const id = randomAlphanumeric(24);
  const events = BigInt(await tx.auditEvent.count({ where: { at: { gte: from, lt: to } } }));
  await tx.auditReview.create({
    data: { id, reviewerId: reviewer.id, at: now, from, to, events, findings, followUp },
  });
  const event = { kind: "audit_reviewed", actor: reviewer.id, review: id } as const;
  await appendEvent(tx, event, now, { address: reviewer.address });
}

/** What `readReviews` reads, as a value in SQL: a page asks for it in the statement of its list. */
export const reviewsSql = `jsonb_build_object(
  'reviews', ARRAY(SELECT to_jsonb(line) FROM (
    SELECT reviews.id, coalesce(email, reviewer_id) AS reviewer, at, from_at AS "fromAt", to_at AS "toAt", events,
      findings, follow_up AS "followUp"
    FROM (SELECT * FROM audit_reviews ORDER BY at DESC LIMIT 12) AS reviews
      LEFT JOIN administrators ON administrators.id = reviewer_id
    ORDER BY at DESC) AS line),
  'reached', coalesce((SELECT max(to_at) FROM audit_reviews), (SELECT min(at) FROM audit_events)))`;

/**
 * The latest reviews, and by when the next one is due: so many days after the end of what was gone through. Where
 * nothing has been gone through yet, the days count from the first event.
 * @param answer to `reviewsSql`.
 */
export function readReviews(
  answer: unknown,
  { reviewDays, now }: { reviewDays: number; now: Date },
): Reviews {
  const { reviews, reached } = answered.parse(answer);
  const from = reached === null ? now : new Date(reached);
  const dueAt = new Date(from.getTime() + reviewDays * day);
  return { reviews, from, dueAt, isOverdue: dueAt <= now };
}

const answered = z.object({
  reviews: z.array(
    z
      .object({
        ...{ id: z.string(), reviewer: z.string(), findings: z.string(), followUp: z.string() },
        ...{
          at: z.coerce.date(),
          fromAt: z.coerce.date(),
          toAt: z.coerce.date(),
          events: z.number(),
        },
      })
      .transform(({ fromAt: from, toAt: to, ...rest }) => ({ ...rest, from, to })),
  ),
  reached: z.string().nullable(),
});

/** `to` is not within. */
export type ReviewFindings = { from: Date; to: Date; findings: string; followUp: string };
export type Reviews = {
  reviews: (ReviewFindings & { id: string; at: Date; reviewer: string; events: number })[];
  /** Where the next review begins. */
  from: Date;
  dueAt: Date;
  isOverdue: boolean;
};
