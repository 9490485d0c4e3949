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
])("hears PortOne's clock %i seconds from ours: %j", (seconds, expected) => {
  const { said, watch } = begin();
  watch.hearNow(after(seconds), now);
  expect(said).toEqual(expected);
});

it("says it once, and again after it was well", () => {
  const { said, watch } = begin();
  for (const seconds of [300, 300, 0, 300, -300, -300]) watch.hearNow(after(seconds), now);
  expect(said).toEqual(["ours_behind", "ours_behind", "ours_ahead"]);
});

it("hears a result of the future", () => {
  const { said, watch } = begin();
  for (const seconds of [-3_600, 0, 60]) watch.hearResult(resultAt(seconds), now);
  expect(said).toEqual([]);
  watch.hearResult(resultAt(61), now);
  watch.hearResult(resultAt(0), now);
  watch.hearResult(resultAt(61), now);
  expect(said).toEqual(["ours_behind"]);
});

it("hears a result of before its own attempt, and no other's", () => {
  const { said, watch } = begin();
  watch.hearResultOf(attempt, resultAt(-60));
  watch.hearResultOf(attempt, resultAt(-3_600, "attempt0002"));
  watch.hearResultOf(attempt, { kind: "unknown" });
  expect(said).toEqual([]);
  watch.hearResultOf(attempt, resultAt(-61));
  expect(said).toEqual(["ours_ahead"]);
});
