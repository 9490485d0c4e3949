import type { AttemptView } from "@/lib/accounts/attempts";
import { confirmIdentity, type ConfirmOutcome } from "@/lib/accounts/confirm-identity";
import { watchAttempt } from "@/lib/clock-watch";
import { confirmRules } from "@/lib/confirm-rules";
import type { LimitName } from "@/lib/limits/limits";
import type { FinishedCallback } from "@/lib/portone";
import { tellAdmittedFrom } from "@/lib/sessions/admitted-from";
import { spendHere } from "@/lib/sessions/limit";
import { attemptOf } from "@/lib/sessions/attempt";
import { declined, destinationOf, type Destination } from "./answer";

/** The way that both doors share: this browser's attempt and the id it brings, to one decision. */
export async function settle(brought: Brought): Promise<Destination> {
  const { providerId } = brought;
  const attempt = await attemptOf(providerId);
  if (attempt === null) return declined(codeTold(brought) ?? "attempt_missing");
  const rules = confirmRules();
  const retryAfter = await spendFor(brought, attempt, rules.providerIdIsAttemptId);
  if (retryAfter !== null) {
    const limited = { kind: "declined", code: "rate_limited" } as const;
    return { ...destinationOf(limited, attempt), retryAfter };
  }
  const outcome = await confirmIdentity(attempt, providerId, watchAttempt(attempt, rules));
  if (outcome.kind === "declined" && outcome.admittedFrom !== undefined) {
    await tellAdmittedFrom(outcome.admittedFrom);
  }
  return destinationOf(inReturnsWords(outcome, brought), attempt);
}

/**
 * Another site can send a browser to the return's address, with its cookies. It does not know the
 * attempt's id, which the honest return carries: what comes without it is counted apart, so that it
 * never uses up what the person has. An answer that is known already costs nothing, and neither does
 * an id that nobody is asked about.
 */
async function spendFor(
  { providerId, fromOurPage, hint }: Brought,
  attempt: AttemptView,
  providerIdIsAttemptId: boolean,
): Promise<number | null> {
  const isAnswered = attempt.providerId === providerId && attempt.state !== "confirming";
  if (isAnswered) return null;
  const isOurs = fromOurPage || hint === attempt.id;
  if (!isOurs && providerIdIsAttemptId) return null;
  const limit: LimitName = isOurs ? "callback" : "strayCallback";
  return spendHere(limit, { attempt: attempt.id });
}

/** Where PortOne knows of nothing finished, the return's own word says more. */
function inReturnsWords(outcome: ConfirmOutcome, brought: Brought): ConfirmOutcome {
  const code = codeTold(brought);
  if (code === null || outcome.kind !== "declined") return outcome;
  const isOpen = ["verification_unfinished", "verification_unknown"].includes(outcome.code);
  return isOpen ? { ...outcome, code, reason: outcome.reason ?? outcome.code } : outcome;
}

function codeTold({ told }: Brought): "verification_cancelled" | "verification_failed" | null {
  return told === undefined ? null : `verification_${told}`;
}

type Brought = Omit<FinishedCallback, "kind"> & {
  /** A POST of this site's own page, which no other site can send. */
  fromOurPage: boolean;
  /** The attempt that the return says it is of. */
  hint?: string | null;
};
