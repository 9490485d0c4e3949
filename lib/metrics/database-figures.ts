import { Gauge, type Registry } from "prom-client";
import { z } from "zod";
import type { StatementRunner } from "@/lib/db";

/** Where the database does not answer, `verified_signup_database_up` says so and the rest is absent. */
export async function databaseFigures(
  registry: Registry,
  { query }: StatementRunner,
  now: Date,
): Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: "verified_signup_database_up",
    help: "1 while the database answers.",
    registers,
  });
  const answer = await query(figuresSql, [now.toISOString()], "metrics").catch(() => null);
  up.set(answer === null ? 0 : 1);
  if (answer === null) return;
  const [{ waiting, oldest, lost, people }] = z.tuple([figures]).parse(answer.rows);
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `verified_signup_${name}`, help, registers }).set(value);
  gauge("mails_waiting", "Mails that wait to be sent.", waiting);
  gauge("mails_oldest_seconds", "How long the oldest of them waits.", oldest ?? 0);
  gauge("mails_given_up", "Mails that could not be sent.", lost);
  gauge(
    "people_held",
    "Members, as PostgreSQL estimates them: the law's duties grow at 10000, 50000, 100000 and 1000000.",
    people,
  );
}

/** By indexes and the planner's own estimate: a scrape counts no table. */
const figuresSql = `
SELECT
  (SELECT count(*) FROM mails WHERE state = 'waiting')::int AS waiting,
  (SELECT extract(epoch FROM $1::timestamptz - min(created_at)) FROM mails
    WHERE state = 'waiting')::float8 AS oldest,
  (SELECT count(*) FROM mails WHERE state = 'given_up')::int AS lost,
  (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'accounts'::regclass)::float8 AS people`;
const figures = z.object({
  waiting: z.number(),
  oldest: z.number().nullable(),
  lost: z.number(),
  people: z.number(),
});
