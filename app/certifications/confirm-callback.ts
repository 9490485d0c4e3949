import { confirmTickets, type ConfirmContext } from "@/lib/verification/confirm-identity";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import { confirmContext } from "@/lib/server/confirm-context";
import { counterOf } from "@/lib/limits/spend";
import type { Ending, FinishedCallback } from "@/lib/portone";
import { handAnswer } from "@/lib/browser/answer";
import { ticketsHere } from "@/lib/browser/tickets";
import { noteAnswer } from "@/app/form-handlers/note-refusal";
import type { Code } from "@/lib/codes";
import { digestProviderId } from "@/lib/verification/provider-id-digest";
import { noteLimited, spendHere } from "@/lib/browser/limit";
import { declinedAt, destinationOf, type Destination } from "./answer";

/** Used by both the popup's and the redirect's callback. */
export async function confirmCallback(brought: Brought): Promise<Destination> {
  const place = brought.fromOurPage ? "/certifications" : "/certifications/redirect";
  const tickets = await ticketsHere();
  const [latest] = tickets;
  if (latest === undefined) return declinedAt(place, codeOfReturn(brought) ?? "attempt_missing");
  const context = confirmContext();
  const named = tickets.find(({ id }) => id === brought.hint);
  const isOurs = brought.fromOurPage || named !== undefined;
  const limit = limitOf((named ?? latest).id, { isOurs }, context);
  const note = (attempt: string, code: Code | null, reason: string | null) =>
    noteAnswer(
      {
        ...{ place, code, reason, attempt, ...context.asked },
        providerDigest: digestProviderId(brought.providerId, context.indexKeys).current,
      },
      { isShownElsewhere: true },
    );
  const confirmed = await confirmTickets(tickets, brought.providerId, limit, context);
  if (confirmed === null) return declinedAt(place, codeOfReturn(brought) ?? "attempt_missing");
  if ("retryAfter" in confirmed) {
    noteLimited(limit.name);
    await note(confirmed.attempt.id, "rate_limited", null);
    const limited = { kind: "declined", code: "rate_limited" } as const;
    return { ...destinationOf(limited, confirmed.attempt), retryAfter: confirmed.retryAfter };
  }
  const { attempt, outcome } = confirmed;
  await handAnswer(attempt, outcome.kind === "declined" ? outcome : {});
  const said = inReturnsWords(outcome, brought);
  const isDeclined = said.kind === "declined";
  await note(attempt.id, isDeclined ? said.code : null, isDeclined ? (said.reason ?? null) : null);
  return destinationOf(said, attempt);
}

/**
 * Another site can send a browser with its cookies to the redirect address, but without the
 * attempt's id, which a real return carries. A return without it counts apart, so that it does not
 * use up the person's own limit. An id that was already answered or is not requested at PortOne is
 * free.
 */
function limitOf(attempt: string, { isOurs }: { isOurs: boolean }, context: ConfirmContext) {
  const name = isOurs ? ("callback" as const) : ("strayCallback" as const);
  const isAsked = isOurs || !context.providerIdIsAttemptId;
  return {
    name,
    count: isAsked ? counterOf(name, attempt, context.indexKeys) : null,
    spend: () => spendHere(name, { attempt }),
  };
}

/** If PortOne knows of nothing finished, the return's own outcome is more precise. */
function inReturnsWords(outcome: ConfirmOutcome, brought: Brought): ConfirmOutcome {
  const code = codeOfReturn(brought);
  if (code === null || outcome.kind !== "declined") return outcome;
  const isOpen = ["verification_unfinished", "verification_unknown"].includes(outcome.code);
  return isOpen ? { ...outcome, code, reason: outcome.reason ?? outcome.code } : outcome;
}

function codeOfReturn({ told: outcome }: Brought): `verification_${Ending}` | null {
  return outcome === undefined ? null : `verification_${outcome}`;
}

type Brought = Omit<FinishedCallback, "kind"> & {
  /** A POST from our own page, which no other site can send. */
  fromOurPage: boolean;
  /** The attempt id in the return address. */
  hint?: string | null;
};
