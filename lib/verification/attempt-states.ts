import type { Attempt, AttemptState } from "@/lib/generated/prisma/client";

/** The person can still go on with an attempt in one of these. */
export const openStates: AttemptState[] = ["issued", "confirming", "confirmed"];

/** It ended without what it was for; another may be begun with the same consents. */
export const overStates: AttemptState[] = ["refused", "failed", "expired"];

/**
 * The state of one attempt that is found by its id, as a condition. As text, so that no index by state can serve
 * it: after a quiet time the planner takes that for cheaper than the key, and every step of a rush would read all
 * attempts that are open.
 */
export function isInState(state: AttemptState): string {
  return `state::text = '${state}'`;
}

export function isUnderWay({ state }: Pick<Attempt, "state">): boolean {
  return openStates.includes(state);
}

export function isOver({ state }: Pick<Attempt, "state">): boolean {
  return overStates.includes(state);
}
