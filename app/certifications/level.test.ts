import { expect, it } from "vitest";
import { codes, isCode } from "@/lib/codes";
import { levelOf } from "./level";

it("wakes somebody for what is ours to mend, and for nothing that people do", () => {
  const of = (level: string) =>
    Object.keys(codes)
      .filter(isCode)
      .filter((code) => levelOf(code) === level);
  expect(of("error")).toEqual(["provider_rejected_us", "database_unavailable", "unexpected"]);
  expect(of("warn")).toEqual(["verification_test_channel", "rate_limited", "provider_unavailable"]);
  expect(of("info")).toContain("verification_stale");
});
