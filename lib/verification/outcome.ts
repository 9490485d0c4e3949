import type { Code } from "@/lib/codes";
import type { AttemptView } from "@/lib/verification/attempts";

/** What the browser hears of a confirmation. */
export type ConfirmOutcome =
  /** The person is sealed on the attempt; with `guardianRequired` a guardian's consent comes first. */
  | { kind: "confirmed"; guardianRequired: boolean }
  /** What the attempt was for is done. */
  | { kind: "consumed" }
  | ({ kind: "declined"; code: Code; reason?: string } & ForThePersonAlone);

/**
 * Told once and not kept with the attempt. `admittedFrom`, YYYY-MM-DD: from when one who is too young
 * or left lately may join. `hint`: the account of one who has joined already.
 */
export type ForThePersonAlone = { admittedFrom?: string; hint?: AccountHint };
export type AccountHint = { maskedEmail: string; joinedAt: Date };

/** The attempt that was decided, and how. */
export type Confirmation = { attempt: AttemptView; outcome: ConfirmOutcome };

/** The attempt ends without what it was for. */
export type Refusal = {
  kind: "refusal";
  state: "refused" | "failed";
  code: Code;
} & ForThePersonAlone;
