import { z } from "zod";
import { listEvents, type EventCursor, type EventFilter } from "@/lib/audit/list-events";
import type { Database } from "@/lib/db";
import type { Work } from "./statement-works";

/** What a privacy officer asks of the access log, by the function that the page calls. */
export const accessLogWorks: Work[] = [
  list("the first page", {}),
  list("the page in the middle", {}, 0.5),
  list("the last page", {}, 0.9999),
  list("of one administrator", { who: "administrator3" }),
  list("of somebody who never looked", { who: "administrator0" }),
  list("of one person", { whom: "person7" }),
  list("of a person whom nobody looked at", { whom: "person0" }),
  list("of one kind", { kind: "people_listed" }),
  list("of a kind that never happened", { kind: "account_closed" }),
  list("of one day in the middle", dayInTheMiddle()),
];

/** @param behind what share of all events is newer than the page. */
function list(which: string, filter: Partial<EventFilter>, behind = 0): Work {
  return {
    name: `Access log, ${which}`,
    prepare: async ({ db }) => {
      const after = behind === 0 ? null : await placeAt(db, behind);
      return async (recording) => {
        await listEvents(
          { id: "administrator1", address: "203.0.113.7" },
          { filter: { ...unfiltered, ...filter }, after, limit: 50 },
          { statements: recording.$statements, now: new Date() },
        );
      };
    },
  };
}

const unfiltered = { who: null, whom: null, kind: null, from: null, until: null };

async function placeAt(db: Database, behind: number): Promise<EventCursor> {
  const [place] = z.tuple([z.object({ at: z.date(), id: z.string() })]).parse(
    await db.$queryRaw`SELECT at, id::text FROM audit_events ORDER BY at DESC, id DESC
      OFFSET (SELECT floor(count(*) * ${behind}::float8) FROM audit_events) LIMIT 1`,
  );
  return place;
}

/** Of the thirty days that `audit.ts` invents. */
function dayInTheMiddle(): Partial<EventFilter> {
  const day = 24 * 3_600_000;
  const from = new Date(Date.now() - 15 * day);
  return { from, until: new Date(from.getTime() + day) };
}
