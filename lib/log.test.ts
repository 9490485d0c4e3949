import { describe, expect, it } from "vitest";
import { codes } from "./codes";
import { faultFields, levelOf } from "./log";

describe("the level of a line", () => {
  it.each([
    ["provider_rejected_us", "error"],
    ["unexpected", "error"],
    ["database_unavailable", "error"],
    ["database_not_migrated", "error"],
    ["provider_unavailable", "warn"],
    ["under_age", "info"],
    ["already_joined", "info"],
  ])("%s: %s", (code, level) => {
    expect(levelOf(code)).toBe(level);
  });
  it("is an error for what an operator must repair, and never for what people do", () => {
    const of = (level: string) => Object.keys(codes).filter((code) => levelOf(code) === level);
    expect(of("error")).toEqual(["provider_rejected_us", "database_unavailable", "unexpected"]);
    expect(of("warn")).toEqual([
      "verification_test_channel",
      "rate_limited",
      "provider_unavailable",
    ]);
    expect(of("info")).toContain("verification_stale");
  });
});

describe("an error in a line", () => {
  it("is its name, and the code of what is wrong with the database, no message", () => {
    const refused = Object.assign(new Error("password for boss"), { code: "28P01" });
    expect(faultFields(new Error("outer boss", { cause: refused }))).toEqual({
      fault: "Error < Error",
      reason: "database_password_refused",
    });
    expect(faultFields(new TypeError("boss"))).toEqual({ fault: "TypeError" });
  });
});
