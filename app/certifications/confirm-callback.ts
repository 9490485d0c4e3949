import type { AttemptView } from "@/lib/verification/attempts";
import { confirmAmong } from "@/lib/verification/confirm-identity";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import { digestProviderId } from "@/lib/verification/provider-id-digest";
import { watchAttempts } from "@/lib/clocks/provider-clock";
import { confirmContext } from "@/lib/server/confirm-context";
import type { LimitName } from "@/lib/limits/limits";
import type { FinishedCallback } from "@/lib/portone";
import { handAnswer } from "@/lib/browser/answer";
import { attemptsHere } from "@/lib/browser/attempt";
import { spendHere } from "@/lib/browser/limit";
import { declined, destinationOf, type Destination } from "./answer";

/** Used by both the popup's and the redirect's callback. */
export async function confirmCallback(brought: Brought): Promise<Destination> {
  const attempts = await attemptsHere();
  const [latest] = attempts;
  if (latest === undefined) return declined(codeOfReturn(brought) ?? "attempt_missing");
  const context = confirmContext();
  const { current } = digestProviderId(brought.providerId, context.indexKeys);
  const isAnswered = attempts.some(
    ({ providerId, state }) => providerId === current && state !== "confirming",
  );
  const named = attempts.find(({ id }) => id === brought.hint);
  const isOurs = brought.fromOurPage || named !== undefined;
  const retryAfter = isAnswered
    ? null
    : await spendFor(named ?? latest, {
        isOurs,
        isAsked: isOurs || !context.providerIdIsAttemptId,
      });
  if (retryAfter !== null) {
    const limited = { kind: "declined", code: "rate_limited" } as const;
    return { ...destinationOf(limited, latest), retryAfter };
  }
  const watched = watchAttempts(attempts, context);
  const { attempt, outcome } = await confirmAmong(attempts, brought.providerId, watched);
  await handAnswer(attempt, outcome.kind === "declined" ? outcome : {});
  return destinationOf(inReturnsWords(outcome, brought), attempt);
}

/**
 * Another site can send a browser with its cookies to the redirect address, but without the
 * attempt's id, which a real return carries. A return without it counts apart, so that it does not
 * use up the person's own limit. An id that was already answered or is not requested at PortOne is
 * free.
 */
async function spendFor(
  { id }: AttemptView,
  { isOurs, isAsked }: { isOurs: boolean; isAsked: boolean },
): Promise<number | null> {
  if (!isAsked) return null;
  const limit: LimitName = isOurs ? "callback" : "strayCallback";
  return spendHere(limit, { attempt: id });
}

/** If PortOne knows of nothing finished, the return's own outcome is more precise. */
function inReturnsWords(outcome: ConfirmOutcome, brought: Brought): ConfirmOutcome {
  const code = codeOfReturn(brought);
  if (code === null || outcome.kind !== "declined") return outcome;
  const isOpen = ["verification_unfinished", "verification_unknown"].includes(outcome.code);
  return isOpen ? { ...outcome, code, reason: outcome.reason ?? outcome.code } : outcome;
}

function codeOfReturn({
  told: outcome,
}: Brought): "verification_cancelled" | "verification_failed" | null {
  return outcome === undefined ? null : `verification_${outcome}`;
}

type Brought = Omit<FinishedCallback, "kind"> & {
  /** A POST from our own page, which no other site can send. */
  fromOurPage: boolean;
  /** The attempt id in the return address. */
  hint?: string | null;
};
