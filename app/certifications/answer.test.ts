import { expect, it, vi } from "vitest";
import type { AttemptView } from "@/lib/verification/attempts";
import { answerJson, answerRedirect, declined, destinationOf, faultDestination } from "./answer";

const lines: unknown[][] = [];
vi.mock("@/lib/log", async (original) => ({
  ...(await original<object>()),
  log: (...line: unknown[]) => lines.push(line),
}));
vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const signUp: Pick<AttemptView, "id" | "purpose"> = { id: "attempt0001", purpose: "signup" };
function heard(run: () => unknown): unknown[][] {
  lines.length = 0;
  run();
  return [...lines];
}

it.each([
  "forbidden_origin",
  "invalid_request",
  "attempt_missing",
  "verification_cancelled",
  "verification_failed",
] as const)("writes one line for %s before an attempt is found", (code) => {
  expect(heard(() => declined(code))).toEqual([["info", "callback_declined", { code }]]);
});

it("logs our own faults as an error, once", () => {
  const code = "provider_rejected_us";
  const fields = { attempt: "attempt0001", code, reason: code };
  expect(heard(() => destinationOf({ kind: "declined", code }, signUp))).toEqual([
    ["error", "identity_declined", fields],
  ]);
  expect(heard(() => faultDestination(new TypeError("홍길동")))).toEqual([
    ["error", "callback_fault", { code: "unexpected", fault: "TypeError" }],
  ]);
});

it("forbids caching of every answer", async () => {
  for (const destination of [
    { next: "/signup/details", code: null },
    { ...declined("rate_limited"), retryAfter: 60 },
    faultDestination(new Error("broken")),
  ]) {
    for (const answer of [await answerJson(destination), answerRedirect(destination)]) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  }
});
