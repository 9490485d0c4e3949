import { expect, it } from "vitest";
import { handOver } from "./hand-over";

const invitation = "/guardian/invitation?link=In-vented_1";
const site = "https://join.example";

it.each([
  ["/signup", "/signup"],
  ["/signup?code=verification_failed", "/signup"],
  ["/signup?utm=a%20b&code=verification_failed#top", "/signup?utm=a%20b#top"],
  [invitation, invitation],
  [`${invitation}&code=consent_required`, invitation],
  ["/guardian/invitation?code=consent_required&link=In-vented_1", invitation],
  ["/guardian", invitation],
  ["/guardian?code=verification_cancelled", invitation],
])("another browser begins for %s at %s", (page, expected) => {
  expect(handOver(new URL(page, site), invitation)?.href).toBe(site + expected);
});

it("is null for a guardian's verification if the invitation is not remembered", () => {
  expect(handOver(new URL("/guardian", site), null)).toBeNull();
});
