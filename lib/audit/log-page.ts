import { z } from "zod";
import {
  listEvents,
  type EventCursor,
  type EventFilter,
  type ListedEvent,
} from "@/lib/audit/list-events";
import { readReviews, reviewsSql, type Reviews } from "@/lib/audit/reviews";
import { headsSql, readShownHeads, type ShownHead } from "@/lib/audit/segments";
import type { StatementRunner } from "@/lib/db";

/**
 * All that the page of the access log shows, by one statement, which also records that it was looked at: the events
 * asked for, how the log was gone through, and its newest heads.
 */
export async function readLogPage(
  looker: { id: string; address: string },
  asked: { filter: EventFilter; after: EventCursor | null; limit: number },
  { statements, now, reviewDays }: { statements: StatementRunner; now: Date; reviewDays: number },
): Promise<LogPage> {
  const { beside, ...page } = await listEvents(looker, asked, { statements, now }, besideSql);
  const { reviews, heads } = answered.parse(beside);
  return {
    ...page,
    reviews: readReviews(reviews, { reviewDays, now }),
    heads: readShownHeads(heads),
  };
}

const besideSql = `jsonb_build_object('reviews', ${reviewsSql}, 'heads', ${headsSql})`;
const answered = z.object({ reviews: z.unknown(), heads: z.unknown() });

export type LogPage = {
  events: ListedEvent[];
  next: EventCursor | null;
  reviews: Reviews;
  heads: ShownHead[];
};
