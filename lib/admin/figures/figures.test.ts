import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openMember } from "@/lib/accounts/sign-up.fixture";
import { openDatabase, type Database } from "@/lib/db";
import { migrate } from "@/prisma/engine/migrate";
import { inventAttempt } from "@/prisma/row.fixture";
import { createDatabaseLike, type TestDatabase } from "@/sandbox/database/test-databases";
import { writeLines } from "../attempt-lines";
import { readFigures, withinMilliseconds } from "./figures";
import { hideSmallGroups } from "./hide-small-groups";
import { rollUp } from "./roll-up";

describe("groups under five", () => {
  const counts = fc.array(fc.nat({ max: 30 }), { maxLength: 10 });
  it("are never shown, and what is hidden tells none of them by subtraction", () => {
    fc.assert(
      fc.property(counts, (numbers) => {
        const { counts: shown, total } = hideSmallGroups(numbers.map((count) => ({ count })));
        for (const count of shown) expect(count === null || count === 0 || count >= 5).toBe(true);
        const hidden = numbers.filter((_, at) => shown[at] === null);
        if (total === null || hidden.length === 0) return;
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5);
      }),
    );
  });
  it.each([
    [[10, 20], [10, 20], 30],
    [[3, 20, 9], [null, 20, null], 32],
    [[3, 4], [null, null], 7],
    [[1, 2], [null, null], null],
    [[3], [null], null],
    [[0, 6], [0, 6], 6],
  ])("%j are shown as %j of %j", (numbers, shown, total) => {
    expect(hideSmallGroups(numbers.map((count) => ({ count })))).toEqual({ counts: shown, total });
  });
});

describe("the time within which a share of the answers came", () => {
  const labels = ["250", "500", "1000", "more"];
  it.each([
    [[60, 30, 0, 10], 100, 0.5, 250],
    [[60, 30, 0, 10], 100, 0.95, "more"],
    [[60, 30, 10, 0], 100, 0.95, 1_000],
    // Whatever is hidden, no more than seven of a hundred took longer.
    [[93, null, 0, null], 100, 0.5, 250],
    // The hidden seven may have come within 500 ms or not.
    [[93, null, 0, null], 100, 0.95, null],
    [[null, 93, null, 0], 100, 0.5, 500],
    [[null, null, 0, 0], 8, 0.5, null],
    [[null, 0, 0, 0], null, 0.5, null],
    [[0, 0, 0, 0], 0, 0.5, null],
  ])("%j of %j, %d: %s", (counts, total, share, within) => {
    const groups = labels.map((label, at) => ({ label, count: counts[at] ?? null }));
    expect(withinMilliseconds({ groups, total }, share)).toBe(within);
  });
});

describe.each(inject("databases").map(({ name }) => name))("figures on %s", (name) => {
  let database: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    database = await createDatabaseLike(name);
    await migrate(database.url);
    db = openDatabase(database.url);
  });
  afterAll(async () => {
    await db.$disconnect();
    await database.drop();
  });

  it("count what happened, once however often they are rolled up, also what has gone since", async () => {
    const now = new Date();
    for (let count = 0; count < 6; count += 1) await openMember(db);
    await db.attempt.createMany({
      data: Array.from({ length: 5 }, () => ({ ...inventAttempt(), createdAt: now })),
    });
    const line = {
      ...{ at: now, request: null, attempt: null, providerDigest: null, place: "/certifications" },
      ...{ reason: null, provider: null },
    };
    await writeLines(db.$statements, [
      ...Array.from({ length: 6 }, () => ({
        ...line,
        code: "under_age" as const,
        milliseconds: 90,
      })),
      { ...line, code: "no_ci", milliseconds: 700 },
      { ...line, code: "provider_unavailable", milliseconds: 15_000 },
    ]);
    await rollUp(db.$statements, now);
    await rollUp(db.$statements, now);
    const read = () => readFigures(db.$statements, now);
    const figures = await read();
    expect(figures.funnel.month).toEqual([11, 6, 6]);
    expect(figures.joinedByDay.total).toBe(6);
    expect(figures.joinedByHour.total).toBe(6);
    expect(figures.providers).toMatchObject({ total: 6 });
    expect(figures.ageBands.groups).toContainEqual({ label: "30", count: 6 });
    expect(figures.refusals.groups, "the one group of one hides behind the other").toEqual([
      { label: "no_ci", count: null },
      { label: "under_age", count: null },
    ]);
    expect(figures.faults).toEqual([{ label: "provider_unavailable", count: 1 }]);
    const latency = figures.latency.groups.filter(({ count }) => count !== 0);
    expect(latency, "the two slow ones hide behind the six fast ones").toEqual([
      { label: "250", count: null },
      { label: "1000", count: null },
      { label: "more", count: null },
    ]);
    expect(figures.latency.total).toBe(8);
    expect(figures.updatedAt).toEqual(now);
    await db.attempt.deleteMany({ where: { state: "issued" } });
    await rollUp(db.$statements, now);
    expect((await read()).funnel.month).toEqual([11, 6, 6]);
  });

  it("stand under Seoul's day, and make up what was missed", async () => {
    const midnight = new Date("2030-05-10T15:00:00Z");
    const at = (minutes: number) => new Date(midnight.getTime() + minutes * 60_000);
    const begun = (minutes: number, count: number) =>
      db.attempt.createMany({
        data: Array.from({ length: count }, () => ({ ...inventAttempt(), createdAt: at(minutes) })),
      });
    await rollUp(db.$statements, at(-600));
    await begun(-300, 7);
    await begun(-1, 5);
    await begun(1, 9);
    await rollUp(db.$statements, at(2));
    const { funnel } = await readFigures(db.$statements, at(2));
    expect([funnel.today[0], funnel.month[0]]).toEqual([9, 21]);
  });
});
