import type { Code } from "@/lib/codes";

type Level = "info" | "warn" | "error";

/** What is ours to mend, or PortOne's, among the codes; all else is a person's own way. */
const levels: Partial<Record<Code, Level>> = {
  // Our keys are refused: nobody can join until somebody changes them.
  provider_rejected_us: "error",
  unexpected: "error",
  database_unavailable: "error",
  provider_unavailable: "warn",
  // A result of a test channel where only the live one counts: the store's settings, or an attack.
  verification_test_channel: "warn",
  rate_limited: "warn",
};

export function levelOf(code: Code): Level {
  return levels[code] ?? "info";
}
