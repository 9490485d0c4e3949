import { z } from "zod";
import type { PeopleFilters, Place } from "@/lib/admin/people-address";
import {
  lookSql,
  lookValues,
  parseRows,
  rowColumns,
  viewRows,
  type FoundRow,
  type PersonRow,
} from "@/lib/admin/people-rows";
import { appendEvent } from "@/lib/audit/events";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { endOfSeoulDay, seoulDateAfter, startOfSeoulDay } from "@/lib/identity/seoul-date";
import type { Viewer } from "@/lib/logins/admission";

const rowsPerPage = 25;
/** Counted exactly up to here; above, estimated from the database's statistics. */
const mostCounted = 1_000;

/**
 * A page of people, masked, newest first; of those whose verification is overdue, the longest first. By
 * keyset in both directions, so that the last page is as cheap as the first. That it was looked at, and
 * who was on it, is committed before it is shown: by the very statement that reads the page. Only where a
 * replica reads, which cannot write, it is a statement of its own.
 */
export async function listPeople(
  by: Viewer,
  { filters, place, limit = rowsPerPage }: Asked,
  context: ListContext,
): Promise<PeoplePage> {
  const { db, statements, readings = statements, sealKeys, now } = context;
  const question = questionOf(select(filters, context), { place, limit });
  if (readings === statements) {
    const values = [...question.values, ...lookValues(by, now)];
    const look = `, looked AS (${lookSql(question.shown, question.values.length + 1)})`;
    const { rows } = await statements.query(question.text(look), values);
    return readAnswer(rows, question, sealKeys);
  }
  const { rows } = await readings.query(question.text(""), question.values);
  const page = readAnswer(rows, question, sealKeys);
  const people = page.rows.map(({ id }) => id);
  const event = { kind: "people_listed", actor: by.id, count: people.length } as const;
  await appendEvent(db, event, now, { ...by.from, people });
  return page;
}

/** Filters as SQL: all but the values is ours. */
function select(filters: PeopleFilters, { reverifyAfterDays, now }: SelectContext): Selection {
  const values: (string | number | Date)[] = [];
  const where = ["true"];
  const add = (condition: (place: string) => string, value: string | number | Date) => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  const { from, to, state, provider, decade, due, unconfirmed, guardian } = filters;
  if (from !== undefined) add((at) => `created_at >= ${at}::timestamptz`, startOfSeoulDay(from));
  if (to !== undefined) add((at) => `created_at < ${at}::timestamptz`, endOfSeoulDay(to));
  if (state === "active") where.push("suspended_at IS NULL");
  if (state === "suspended") where.push("suspended_at IS NOT NULL");
  if (state === "reverify") where.push("reverify_required_at IS NOT NULL");
  if (provider !== undefined) add((at) => `provider = ${at}`, provider);
  if (decade !== undefined) add((at) => `birth_year / 10 = ${at}::int`, decade);
  if (unconfirmed) where.push("email_confirmed_at IS NULL");
  if (guardian) where.push("with_guardian");
  if (due && reverifyAfterDays === 0) where.push("false");
  if (due && reverifyAfterDays > 0) {
    const last = startOfSeoulDay(seoulDateAfter(now, -reverifyAfterDays));
    add((at) => `verified_at < ${at}::timestamptz`, last);
  }
  const sql = where.join(" AND ");
  const by = due ? "verified_at" : "created_at";
  return { where: sql, values, by };
}

/**
 * The page, with one row more than it has, which tells whether there is another; the total, exactly while they are
 * few, else what the planner expects, which costs nothing at any size; and whether keys:rotate has reached
 * everybody since accounts can be searched for.
 */
function questionOf(
  { where, values, by }: Selection,
  { place, limit }: { place: Place | null; limit: number },
): Question {
  const isBackward = place?.side === "before";
  // Newest first by the time of joining, oldest first by that of verification.
  const direction = (by === "created_at") === isBackward ? "ASC" : "DESC";
  const cursor = place === null ? [] : [place.at, place.id];
  const at = values.length;
  const beyond =
    place === null
      ? ""
      : `AND (${by}, id) ${direction === "ASC" ? ">" : "<"} ($${at + 1}::timestamptz, $${at + 2})`;
  const column = by === "created_at" ? `"createdAt"` : `"verifiedAt"`;
  const order = `ORDER BY ${column} ${direction}, id ${direction}`;
  const first = at + cursor.length + 1;
  const text = (look: string) => `
WITH found AS MATERIALIZED (
  SELECT ${rowColumns} FROM accounts WHERE ${where} ${beyond}
  ORDER BY ${by} ${direction}, accounts.id ${direction} LIMIT ${limit + 1}
), counted AS (
  SELECT count(*)::int AS count FROM
    (SELECT FROM accounts WHERE ${where} ORDER BY ${by} DESC LIMIT ${mostCounted + 1}) AS few
), total AS MATERIALIZED (
  SELECT count, CASE WHEN count > ${mostCounted} THEN planned_rows($${first}, $${first + 1}) END AS planned,
    NOT EXISTS (SELECT FROM accounts WHERE search_version IS NULL) AS "isSearchComplete"
  FROM counted
)${look}
SELECT total.*, found.* FROM total LEFT JOIN found ON true ${order}`;
  const planned = `SELECT FROM accounts WHERE ${where.replace(/\$(\d+)/g, "($$1)[$1]")}`;
  const texts = values.map((value) => (value instanceof Date ? value.toISOString() : `${value}`));
  return {
    text,
    values: [...values, ...cursor, planned, texts],
    shown: `${order} LIMIT ${limit}`,
    ...{ by, place, limit },
  };
}

function readAnswer(
  rows: unknown[],
  { by, place, limit }: Question,
  sealKeys: KeyRing,
): PeoplePage {
  const [{ count, planned, isSearchComplete }] = totalRows.parse(rows);
  // Where nobody is on the page, the total stands alone.
  const found = parseRows(
    rows.filter((row) => z.object({ id: z.string() }).safeParse(row).success),
  );
  const hasMore = found.length > limit;
  const page = found.slice(0, limit);
  const isBackward = place?.side === "before";
  if (isBackward) page.reverse();
  const placeAt = (row: FoundRow | undefined, side: Place["side"]): Place | null =>
    row === undefined
      ? null
      : { side, at: by === "created_at" ? row.createdAt : row.verifiedAt, id: row.id };
  const hasEarlier = isBackward ? hasMore : place !== null;
  const hasLater = isBackward || hasMore;
  return {
    rows: viewRows(page, sealKeys),
    total:
      planned === null
        ? { count, isEstimate: false }
        : { count: Math.max(planned, count), isEstimate: true },
    isSearchComplete,
    earlier: hasEarlier ? placeAt(page[0], "before") : null,
    later: hasLater ? placeAt(page.at(-1), "after") : null,
  };
}

const totalRows = z.tuple(
  [
    z.object({
      count: z.number(),
      planned: z.number().nullable(),
      isSearchComplete: z.boolean(),
    }),
  ],
  z.unknown(),
);

type Question = {
  /** `look`: a part of it that records. */
  text: (look: string) => string;
  values: unknown[];
  /** Of the rows `found`, those of the page. */
  shown: string;
  by: Selection["by"];
  place: Place | null;
  limit: number;
};
type Asked = { filters: PeopleFilters; place: Place | null; limit?: number };
type Selection = {
  where: string;
  values: (string | number | Date)[];
  by: "created_at" | "verified_at";
};
type SelectContext = {
  /** Days; 0: never. */
  reverifyAfterDays: number;
  now: Date;
};
export type ListContext = SelectContext & {
  db: PrismaClient;
  statements: StatementRunner;
  /** A replica, where there is one: the list is not what an act is decided by. */
  readings?: StatementRunner;
  sealKeys: KeyRing;
};
export type Total = { count: number; isEstimate: boolean };
export type PeoplePage = {
  rows: PersonRow[];
  total: Total;
  isSearchComplete: boolean;
  /** Where the page above and the page below begin; null where there is none. */
  earlier: Place | null;
  later: Place | null;
};
