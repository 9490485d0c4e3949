import { describe, expect, it } from "vitest";
import { isReverificationDue, reverificationDue } from "./reverification";

describe("when a member verifies again", () => {
  // 00:30 KST on 1 March.
  const verifiedAt = new Date("2026-02-28T15:30:00Z");

  it("is so many days in Seoul after the verification, or never", () => {
    expect(reverificationDue(verifiedAt, 365)).toBe("2027-03-01");
    expect(reverificationDue(verifiedAt, 0)).toBeNull();
  });

  it.each([
    ["2027-03-01T14:59:59.999Z", 365, false],
    ["2027-03-01T15:00:00.000Z", 365, true],
    ["2099-01-01T00:00:00.000Z", 0, false],
  ])("at %s, after %d days: %s", (now, days, due) => {
    expect(isReverificationDue(verifiedAt, days, new Date(now))).toBe(due);
  });
});
