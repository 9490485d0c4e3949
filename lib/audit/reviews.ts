import { appendEvent } from "@/lib/audit/events";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";

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

/** The latest reviews, and by when the next one is due: so many days after the end of what was gone through. */
export async function readReviews(
  db: PrismaClient,
  { reviewDays, now }: { reviewDays: number; now: Date },
): Promise<Reviews> {
  const rows = await db.auditReview.findMany({ orderBy: { at: "desc" }, take: 12 });
  const reached = await db.auditReview.aggregate({ _max: { to: true } });
  const first = await db.auditEvent.aggregate({ _min: { at: true } });
  const ids = [...new Set(rows.map(({ reviewerId }) => reviewerId))];
  const people = await db.administrator.findMany({ where: { id: { in: ids } } });
  const nameOf = (id: string) => people.find((each) => each.id === id)?.email ?? id;
  // Where nothing has been gone through yet, the days count from the first event.
  const from = reached._max.to ?? first._min.at ?? now;
  const dueAt = new Date(from.getTime() + reviewDays * day);
  return {
    reviews: rows.map(({ id, reviewerId, at, from: began, to, events, findings, followUp }) => ({
      ...{ id, at, from: began, to, findings, followUp },
      reviewer: nameOf(reviewerId),
      events: Number(events),
    })),
    from,
    dueAt,
    isOverdue: dueAt <= now,
  };
}

/** `to` is not within. */
export type ReviewFindings = { from: Date; to: Date; findings: string; followUp: string };
export type Reviews = {
  reviews: (ReviewFindings & { id: string; at: Date; reviewer: string; events: number })[];
  /** Where the next review begins. */
  from: Date;
  dueAt: Date;
  isOverdue: boolean;
};
