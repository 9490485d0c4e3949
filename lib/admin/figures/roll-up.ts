import { z } from "zod";
import type { StatementRunner } from "@/lib/db";

const hour = 60 * 60_000;
/** What counts late: a child's account waits a day for a guardian. */
const latest = 26 * hour;
/** The first time. */
const whole = 31 * 24 * hour;

/** Upper ends of PortOne's times, in milliseconds. */
export const latencyBounds = [250, 500, 1_000, 2_000, 5_000, 10_000] as const;

/**
 * Counts anew what happened in the last hours, by Seoul's hour, and the days that they are of. Done each minute
 * and by any server: counting the same twice changes nothing, and what has been destroyed since stays counted.
 * How much there is in all plays no part.
 */
export async function rollUp(statements: StatementRunner, now: Date): Promise<void> {
  const { rows } = await statements.query(
    "SELECT max(count)::float8 AS last FROM figures WHERE hour = -1 AND kind = 'rolled_up'",
    [],
  );
  const [{ last }] = z.tuple([z.object({ last: z.number().nullable() })]).parse(rows);
  const since = last === null ? now.getTime() - whole : Math.max(last, now.getTime() - whole);
  const from = new Date(Math.min(since, now.getTime()) - 2 * hour);
  const isFarBack = last === null || now.getUTCMinutes() % 10 === 0;
  const begun = new Date(Math.min(from.getTime(), now.getTime() - (isFarBack ? latest : 0)));
  await statements.query(counting, [wholeHour(begun), wholeHour(from), now]);
}

function wholeHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hour) * hour);
}

const seoul = (column: string) =>
  `(${column} AT TIME ZONE 'Asia/Seoul')::date AS day,
   extract(hour FROM ${column} AT TIME ZONE 'Asia/Seoul')::smallint AS hour`;

const bucket = `CASE ${latencyBounds.map((bound) => `WHEN milliseconds <= ${bound} THEN '${bound}'`).join(" ")} ELSE 'more' END`;

const counting = `
WITH seen AS (
  SELECT ${seoul("created_at")}, stage.kind, '' AS label
  FROM attempts, LATERAL (VALUES ('issued', true), ('verified', verified_at IS NOT NULL),
    ('joined', state = 'consumed')) AS stage (kind, is_reached)
  WHERE created_at >= $1::timestamptz AND purpose = 'signup' AND stage.is_reached
  UNION ALL
  SELECT ${seoul("created_at")}, part.kind, part.label
  FROM accounts, LATERAL (VALUES ('provider', provider), ('age_band', CASE
      WHEN extract(year FROM created_at AT TIME ZONE 'Asia/Seoul') - birth_year < 20 THEN '0'
      WHEN extract(year FROM created_at AT TIME ZONE 'Asia/Seoul') - birth_year >= 70 THEN '70'
      ELSE (floor((extract(year FROM created_at AT TIME ZONE 'Asia/Seoul') - birth_year) / 10) * 10)::int::text
    END)) AS part (kind, label)
  WHERE created_at >= $2::timestamptz
  UNION ALL
  SELECT ${seoul("at")}, 'event', kind FROM audit_events
  WHERE at >= $2::timestamptz AND kind IN ('account_opened', 'account_recovered', 'reverified', 'account_left')
  UNION ALL
  SELECT ${seoul("at")}, 'refusal', code FROM attempt_lines WHERE at >= $2::timestamptz AND code IS NOT NULL
  UNION ALL
  SELECT ${seoul("at")}, 'latency', ${bucket}
  FROM attempt_lines WHERE at >= $2::timestamptz AND milliseconds IS NOT NULL
), counted AS (
  INSERT INTO figures (day, hour, kind, label, count)
  SELECT day, hour, kind, label, count(*) FROM seen GROUP BY day, hour, kind, label
  ORDER BY hour, day, kind, label
  ON CONFLICT (hour, day, kind, label) DO UPDATE SET count = greatest(figures.count, EXCLUDED.count)
  RETURNING day, hour, kind, label, count
), days AS (
  -- What was written just now is not seen by this statement in the table, only here.
  SELECT hours.day, hours.kind, hours.label, sum(hours.count)::bigint AS count FROM (
    SELECT day, hour, kind, label, count FROM counted
    UNION ALL
    SELECT figures.day, figures.hour, figures.kind, figures.label, figures.count
    FROM figures JOIN (SELECT DISTINCT day, kind, label FROM counted) AS touched USING (day, kind, label)
    WHERE figures.hour BETWEEN 0 AND 23 AND NOT EXISTS (
      SELECT FROM counted WHERE counted.day = figures.day AND counted.hour = figures.hour
        AND counted.kind = figures.kind AND counted.label = figures.label)
  ) AS hours GROUP BY hours.day, hours.kind, hours.label
)
INSERT INTO figures (day, hour, kind, label, count)
SELECT day, -1, kind, label, count FROM days
UNION ALL
SELECT ($3::timestamptz AT TIME ZONE 'Asia/Seoul')::date, -1, 'rolled_up', '',
  (extract(epoch FROM $3::timestamptz) * 1000)::bigint
ORDER BY 1, 3, 4
ON CONFLICT (hour, day, kind, label) DO UPDATE SET count = greatest(figures.count, EXCLUDED.count)`;
