import { expect, it } from "vitest";
import { inventPerson, verified } from "@/lib/accounts/sign-up.fixture";
import { ClockWatch } from "./provider-clock";

const now = new Date("2026-01-01T00:00:00Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const attempt = { id: "attempt0001", createdAt: now };
const resultAt = (seconds: number, id = attempt.id) => verified(id, inventPerson(), after(seconds));

function begin() {
  const said: string[] = [];
  return { said, watch: new ClockWatch((apart) => said.push(apart)) };
}

it.each([
  [0, []],
  [60, []],
  [-60, []],
  [61, ["ours_behind"]],
  [-61, ["ours_ahead"]],
  [9 * 3600, ["ours_behind"]],
])("reports for a difference of %i seconds: %j", (seconds, expected) => {
  const { said, watch } = begin();
  watch.hearNow(after(seconds), now);
  expect(said).toEqual(expected);
});

it("reports a difference once, and again after the clocks agreed", () => {
  const { said, watch } = begin();
  for (const seconds of [300, 300, 0, 300, -300, -300]) watch.hearNow(after(seconds), now);
  expect(said).toEqual(["ours_behind", "ours_behind", "ours_ahead"]);
});

it("reports a verification dated in the future", () => {
  const { said, watch } = begin();
  for (const seconds of [-3_600, 0, 60]) watch.hearResult(resultAt(seconds), now);
  expect(said).toEqual([]);
  watch.hearResult(resultAt(61), now);
  watch.hearResult(resultAt(0), now);
  watch.hearResult(resultAt(61), now);
  expect(said).toEqual(["ours_behind"]);
});

it("reports a verification dated before its own attempt, and of no other attempt", () => {
  const { said, watch } = begin();
  watch.hearResultOf(attempt, resultAt(-60));
  watch.hearResultOf(attempt, resultAt(-3_600, "attempt0002"));
  watch.hearResultOf(attempt, { kind: "unknown" });
  expect(said).toEqual([]);
  watch.hearResultOf(attempt, resultAt(-61));
  expect(said).toEqual(["ours_ahead"]);
});
