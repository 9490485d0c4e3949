import type { Count } from "@/lib/limits/spend";
import { askAndDecide, type ConfirmContext } from "@/lib/verification/ask-and-decide";
import { findAttempts, type AttemptView } from "@/lib/verification/attempts";
import { holdAtOnce, type HoldRequest } from "@/lib/verification/hold-at-once";
import type { Confirmation, ConfirmOutcome } from "@/lib/verification/outcome";
import { digestProviderId } from "@/lib/verification/provider-id-digest";
import { holdProviderId, type Moment } from "@/lib/verification/provider-id-hold";

/**
 * Both doors, the popup's POST and the redirect's GET, lead here by `confirmTickets`. The browser's word is only an
 * id; PortOne is asked by us, and the record must carry the id that one of this browser's attempts
 * minted: that one is decided, whichever the person had before their eyes.
 *
 * The provider id is held before PortOne is asked. The same browser sending the same id again
 * gets the same answer without a second question. Anything that does not settle the attempt gives
 * the hold back, so that the person can go on.
 *
 * @param attempts those of this browser, the latest first; at least one.
 */
export async function confirmAmong(
  attempts: readonly AttemptView[],
  providerId: string,
  context: ConfirmContext,
): Promise<Confirmation> {
  const [latest] = attempts;
  if (latest === undefined) throw new Error("There is no attempt to confirm");
  const mayBeMeant = context.providerIdIsAttemptId
    ? attempts.filter(({ id }) => id === providerId)
    : attempts;
  if (mayBeMeant.length === 0) return { attempt: latest, outcome: mismatch };
  const { db, indexKeys } = context;
  const moment = momentOf(context);
  const digest = digestProviderId(providerId, indexKeys);
  const hold = await holdProviderId(db, mayBeMeant, digest, moment);
  return hold.kind === "answered"
    ? hold
    : askAndDecide(hold, { attempts: mayBeMeant, providerId, digest, moment }, context);
}

/**
 * The same from the tickets of this browser: where nothing is in the way, the attempts are found, the
 * try is counted and the id is held by one statement.
 *
 * @param limit what the try counts against, and the way to count it where that statement did not.
 * @returns null where the tickets open no attempt.
 */
export async function confirmTickets(
  tickets: HoldRequest["tickets"],
  providerId: string,
  limit: TryLimit,
  context: ConfirmContext,
): Promise<Confirmation | Limited | null> {
  const { db, statements, now, indexKeys } = context;
  const mayBeMeant = context.providerIdIsAttemptId
    ? tickets.filter(({ id }) => id === providerId)
    : tickets;
  if (mayBeMeant.length > 0) {
    const moment = momentOf(context);
    const digest = digestProviderId(providerId, indexKeys);
    const request = { tickets: mayBeMeant, digest, count: limit.count, at: now };
    const found = await holdAtOnce(statements, request);
    const [latest] = found?.attempts ?? [];
    if (found !== null && latest !== undefined) {
      const { attempts, retryAfter, hold } = found;
      if (retryAfter !== null) return { kind: "limited", attempt: latest, retryAfter };
      if (hold !== null)
        return askAndDecide(hold, { attempts, providerId, digest, moment }, context);
      return confirmAmong(attempts, providerId, context);
    }
  }
  const attempts = await findAttempts(db, tickets, now);
  const [latest] = attempts;
  if (latest === undefined) return null;
  const retryAfter = limit.count === null ? null : await limit.spend();
  if (retryAfter !== null) return { kind: "limited", attempt: latest, retryAfter };
  return confirmAmong(attempts, providerId, context);
}

/** The same where one attempt alone can be meant. */
export async function confirmIdentity(
  attempt: AttemptView,
  providerId: string,
  context: ConfirmContext,
): Promise<ConfirmOutcome> {
  return (await confirmAmong([attempt], providerId, context)).outcome;
}

function momentOf({ now, clock = performance.now.bind(performance) }: ConfirmContext): Moment {
  const began = clock();
  return { now, elapsed: () => clock() - began };
}

const mismatch: ConfirmOutcome = {
  kind: "declined",
  code: "verification_unknown",
  reason: "attempt_mismatch",
};

/** `count` null: the try costs nothing. `spend` counts it by itself; seconds where it is used up. */
export type TryLimit = { count: Count | null; spend: () => Promise<number | null> };
export type Limited = { kind: "limited"; attempt: AttemptView; retryAfter: number };

export type { ConfirmContext } from "@/lib/verification/ask-and-decide";
