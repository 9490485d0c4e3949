import { z } from "zod";
import { codes, isCode } from "@/lib/codes";
import type { StatementRunner } from "@/lib/db";
import { seoulDate } from "@/lib/identity/seoul-date";
import { hideSmallGroups } from "@/lib/admin/figures/hide-small-groups";
import { latencyBounds } from "@/lib/admin/figures/roll-up";

const days = 30;
export const ageBands = ["0", "20", "30", "40", "50", "60", "70"] as const;
export const stages = ["issued", "verified", "joined"] as const;
export const changes = ["account_recovered", "reverified", "account_left"] as const;

/** Today and the last 30 days of Seoul, from what was rolled up: one question, however many people there are. */
export async function readFigures(statements: StatementRunner, now: Date): Promise<Figures> {
  const today = seoulDate(now);
  const first = today.subtract({ days: days - 1 });
  const { rows } = await statements.query(
    `SELECT hour::int, day::text, kind, label, count::float8 FROM figures
     WHERE hour = -1 AND day BETWEEN $1::date AND $2::date
     UNION ALL
     SELECT hour::int, NULL, kind, label, sum(count)::float8 FROM figures
     WHERE hour BETWEEN 0 AND 23 AND day BETWEEN $1::date AND $2::date
       AND kind = 'event' AND label = 'account_opened' GROUP BY hour, kind, label`,
    [first.toString(), today.toString()],
  );
  const all = z.array(figure).parse(rows);
  const figures = all.filter(({ hour }) => hour === -1);
  const hours = new Map(all.map(({ hour, count }) => [hour, count]));
  const sum = (kind: string, label: string | null, day: string | null = null) =>
    figures
      .filter(
        (each) =>
          each.kind === kind &&
          (label === null || each.label === label) &&
          (day === null || each.day === day),
      )
      .reduce((total, { count }) => total + count, 0);
  const labels = (kind: string) =>
    [...new Set(figures.filter((each) => each.kind === kind).map(({ label }) => label))].sort();
  const groups = (kind: string, names: readonly string[]) =>
    hidden(names.map((label) => ({ label, count: sum(kind, label) })));
  const calendar = Array.from({ length: days }, (_, at) => first.add({ days: at }).toString());
  const rolledUp = sum("rolled_up", "", today.toString());
  const refused = labels("refusal").filter(isCode);
  return {
    updatedAt: rolledUp === 0 ? null : new Date(rolledUp),
    funnel: {
      today: stages.map((stage) => few(sum(stage, "", today.toString()))),
      month: stages.map((stage) => few(sum(stage, ""))),
    },
    joinedByDay: hidden(
      calendar.map((day) => ({ label: day, count: sum("event", "account_opened", day) })),
    ),
    joinedByHour: hidden(
      Array.from({ length: 24 }, (_, at) => ({ label: `${at}`, count: hours.get(at) ?? 0 })),
    ),
    refusals: groups(
      "refusal",
      refused.filter((code) => codes[code].status < 500),
    ),
    // Faults are ours, not of a group of people.
    faults: refused
      .filter((code) => codes[code].status >= 500)
      .map((label) => ({ label, count: sum("refusal", label) })),
    // As many as there were people who verified: a small number here would tell one that is hidden there.
    latency: groups("latency", [...latencyBounds.map(String), "more"]),
    providers: groups("provider", labels("provider")),
    ageBands: groups("age_band", ageBands),
    changes: changes.map((label) => ({ label, count: few(sum("event", label)) })),
  };
}

function hidden(groups: readonly { label: string; count: number }[]): Groups {
  const { counts, total } = hideSmallGroups(groups);
  return {
    groups: groups.map(({ label }, at) => ({ label, count: counts[at] ?? null })),
    total,
  };
}

/** Null for a number of people under five. */
function few(count: number): number | null {
  return hideSmallGroups([{ count }]).total;
}

/**
 * The time within which this share of PortOne's answers came, by the bounds; "more" where it took longer than the
 * last. Null where none came, or where what is hidden leaves it open.
 */
export function withinMilliseconds(
  { groups, total }: Groups,
  share: number,
): number | "more" | null {
  if (total === null || total === 0) return null;
  const wanted = total * share;
  const unseen = total - seen(groups);
  const found = groups.find((_, at) => {
    const before = groups.slice(0, at);
    const after = groups.slice(at + 1);
    const mostBefore = seen(before) + (before.some(isHidden) ? unseen : 0);
    const mostAfter = seen(after) + (after.some(isHidden) ? unseen : 0);
    return mostBefore < wanted && total - mostAfter >= wanted;
  });
  if (found === undefined) return null;
  return found.label === "more" ? "more" : Number(found.label);
}

const isHidden = ({ count }: Groups["groups"][number]) => count === null;

function seen(groups: Groups["groups"]): number {
  return groups.reduce((sum, { count }) => sum + (count ?? 0), 0);
}

const figure = z.object({
  /** -1: of the whole day. */
  hour: z.number(),
  /** Null: of all days together. */
  day: z.string().nullable(),
  kind: z.string(),
  label: z.string(),
  count: z.number(),
});

/** A null count is hidden: fewer than five, or beside such a group. */
export type Groups = { groups: { label: string; count: number | null }[]; total: number | null };
export type Figures = {
  /** Null while nothing was counted today. */
  updatedAt: Date | null;
  funnel: { today: (number | null)[]; month: (number | null)[] };
  joinedByDay: Groups;
  joinedByHour: Groups;
  refusals: Groups;
  faults: { label: string; count: number }[];
  latency: Groups;
  providers: Groups;
  ageBands: Groups;
  changes: { label: (typeof changes)[number]; count: number | null }[];
};
