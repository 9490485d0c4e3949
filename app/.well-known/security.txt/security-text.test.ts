import { describe, expect, it } from "vitest";
import { securityText } from "./security-text";

const place = { appUrl: "https://signup.example.com", contact: "safety@signup.example.com" };

describe("security.txt", () => {
  it("says where to write to, in which languages, and which address it is of", () => {
    expect(securityText({ ...place, now: new Date("2026-11-26T04:05:06.789Z") })).toBe(
      [
        "Contact: mailto:safety@signup.example.com",
        "Expires: 2027-05-25T00:00:00Z",
        "Preferred-Languages: ko, en",
        "Canonical: https://signup.example.com/.well-known/security.txt",
        "",
      ].join("\n"),
    );
  });

  it.each(["2026-02-28T23:59:59Z", "2028-02-29T00:00:00Z", "2099-12-31T12:00:00Z"])(
    "is in force for less than a year, whenever it is asked for: %s",
    (at) => {
      const now = new Date(at);
      const [, expires = ""] = /^Expires: (.+)$/m.exec(securityText({ ...place, now })) ?? [];
      const days = (Date.parse(expires) - now.getTime()) / 86_400_000;
      expect(days).toBeGreaterThan(178);
      expect(days).toBeLessThan(366);
    },
  );
});
