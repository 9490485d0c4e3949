import { z } from "zod";
import type { PeopleFilters, Place } from "@/lib/admin/people-address";
import {
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
 * who was on it, is committed before it is shown.
 */
export async function listPeople(
  by: Viewer,
  { filters, place, limit = rowsPerPage }: Asked,
  context: ListContext,
): Promise<PeoplePage> {
  const { db, readings: statements = context.statements, sealKeys, now } = context;
  const selection = select(filters, context);
  const [found, total, isSearchComplete] = await Promise.all([
    readPage(statements, selection, { place, limit }),
    readTotal(statements, selection),
    isEverybodySearchable(statements),
  ]);
  const rows = viewRows(found.rows, sealKeys);
  const people = rows.map(({ id }) => id);
  await appendEvent(db, { kind: "people_listed", actor: by.id, count: rows.length }, now, {
    ...by.from,
    people,
  });
  return { rows, total, isSearchComplete, earlier: found.earlier, later: found.later };
}

/** Filters as SQL: all but the values is ours. */
function select(filters: PeopleFilters, { reverifyAfterDays, now }: SelectContext): Selection {
  const values: unknown[] = [];
  const where = ["true"];
  const add = (condition: (place: string) => string, value: unknown) => {
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
  // Of years the database has statistics, of decades it has none.
  const estimated = sql.replace(
    /birth_year \/ 10 = (\$\d+::int)/,
    "birth_year BETWEEN $1 * 10 AND $1 * 10 + 9",
  );
  return { where: sql, estimated, values, by };
}

async function readPage(
  statements: StatementRunner,
  { where, values, by }: Selection,
  { place, limit }: { place: Place | null; limit: number },
): Promise<{ rows: FoundRow[]; earlier: Place | null; later: Place | null }> {
  const isBackward = place?.side === "before";
  // Newest first by the time of joining, oldest first by that of verification.
  const direction = (by === "created_at") === isBackward ? "ASC" : "DESC";
  const cursor = place === null ? [] : [place.at, place.id];
  const at = values.length;
  const beyond =
    place === null
      ? ""
      : `AND (${by}, id) ${direction === "ASC" ? ">" : "<"} ($${at + 1}::timestamptz, $${at + 2})`;
  const { rows } = await statements.query(
    `SELECT ${rowColumns} FROM accounts WHERE ${where} ${beyond}
     ORDER BY ${by} ${direction}, id ${direction} LIMIT ${limit + 1}`,
    [...values, ...cursor],
  );
  const found = parseRows(rows);
  const hasMore = found.length > limit;
  const page = found.slice(0, limit);
  if (isBackward) page.reverse();
  const placeAt = (row: FoundRow | undefined, side: Place["side"]): Place | null =>
    row === undefined
      ? null
      : { side, at: by === "created_at" ? row.createdAt : row.verifiedAt, id: row.id };
  const hasEarlier = isBackward ? hasMore : place !== null;
  const hasLater = isBackward || hasMore;
  return {
    rows: page,
    earlier: hasEarlier ? placeAt(page[0], "before") : null,
    later: hasLater ? placeAt(page.at(-1), "after") : null,
  };
}

/** Exactly while they are few; else what the planner expects, which costs nothing at any size. */
async function readTotal(
  statements: StatementRunner,
  { where, estimated, values, by }: Selection,
): Promise<Total> {
  const { rows } = await statements.query(
    `SELECT count(*)::int AS count FROM
       (SELECT FROM accounts WHERE ${where} ORDER BY ${by} DESC LIMIT ${mostCounted + 1}) AS counted`,
    values,
  );
  const [{ count }] = countRows.parse(rows);
  if (count <= mostCounted) return { count, isEstimate: false };
  const plan = await statements.query(
    `EXPLAIN (FORMAT JSON) SELECT FROM accounts WHERE ${estimated}`,
    values,
  );
  const [[{ Plan }]] = planRows.parse(
    plan.rows.map((row) => z.record(z.string(), z.unknown()).parse(row)["QUERY PLAN"]),
  );
  return { count: Math.max(Plan["Plan Rows"], count), isEstimate: true };
}

/** Whether keys:rotate has reached everybody since accounts can be searched for. */
async function isEverybodySearchable(statements: StatementRunner): Promise<boolean> {
  const { rows } = await statements.query(
    "SELECT id FROM accounts WHERE search_version IS NULL LIMIT 1",
    [],
  );
  return rows.length === 0;
}

const countRows = z.tuple([z.object({ count: z.number() })]);
const planRows = z.tuple([z.tuple([z.object({ Plan: z.object({ "Plan Rows": z.number() }) })])]);

type Asked = { filters: PeopleFilters; place: Place | null; limit?: number };
type Selection = {
  where: string;
  /** The same, as the planner estimates it best. */
  estimated: string;
  values: unknown[];
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
