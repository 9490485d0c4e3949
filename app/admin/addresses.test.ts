import { describe, expect, it } from "vitest";
import { readAsked } from "./attempts/asked";
import { readLogFilter, writeLogAddress } from "./audit/log-filter";

const now = new Date("2026-11-26T03:04:30Z");
const hour = 3_600_000;

describe("the address of the access log", () => {
  it("says what the form says, by the days of Seoul, both included", () => {
    const search = { who: "boss@example.com", whom: "", kind: "logged_in" };
    const asked = readLogFilter({ ...search, from: "2026-11-01", until: "2026-11-02" });
    expect(asked).toMatchObject({
      after: null,
      filter: { who: "boss@example.com", whom: null, kind: "logged_in" },
    });
    expect(asked?.filter.from?.toISOString()).toBe("2026-10-31T15:00:00.000Z");
    expect(asked?.filter.until?.toISOString()).toBe("2026-11-02T15:00:00.000Z");
    const next = writeLogAddress(asked?.typed ?? {}, "1_2");
    const again = readLogFilter(Object.fromEntries(new URL(next, "http://x").searchParams));
    expect(again).toEqual({
      ...asked,
      after: { at: new Date(1), id: "2" },
      typed: { ...asked?.typed, after: "1_2" },
    });
  });

  it.each([
    { who: "홍길동" },
    { who: "a b" },
    { whom: "someone@example.com" },
    { kind: "'; DROP TABLE x" },
    { from: "2026-02-30" },
    { from: "33658-01-01" },
    { until: "yesterday" },
    { after: "999999999999999_1" },
    { after: ["1_1", "2_2"] },
    { who: ["a", "b"] },
  ])("takes nothing that no page of ours writes: %j", (search) =>
    expect(readLogFilter(search)).toBeNull(),
  );
});

describe("the address of the attempts", () => {
  it("is the last hour where it says nothing, and a window otherwise", () => {
    const last = readAsked({}, now);
    if (last?.asked.kind !== "window") throw new Error("Not a window");
    expect(last.asked.until.getTime() - last.asked.from.getTime()).toBe(hour);
    const asked = readAsked(
      { from: "2026-11-26T09:00", until: "2026-11-26T12:00", code: "under_age" },
      now,
    )?.asked;
    expect(asked).toEqual({
      kind: "window",
      from: new Date("2026-11-26T00:00:00Z"),
      until: new Date("2026-11-26T03:00:00Z"),
      code: "under_age",
    });
  });

  it.each([
    { id: "imp_123456" },
    { id: ["a", "b"] },
    { from: "2026-11-26" },
    { from: "2026-11-26T25:00" },
    { from: "2026-11-26T12:00", until: "2026-11-26T11:00" },
    { from: "2026-11-01T00:00", until: "2026-11-26T00:00" },
    { code: "no_such_code" },
    { after: "x" },
  ])("takes nothing that no page of ours writes: %j", (search) =>
    expect(readAsked(search, now)).toBeNull(),
  );
});
