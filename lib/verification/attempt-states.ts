import type { Attempt, AttemptState } from "@/lib/generated/prisma/client";

/** The person can still go on with an attempt in one of these. */
export const openStates: AttemptState[] = ["issued", "confirming", "confirmed"];

/** It ended without what it was for; another may be begun with the same consents. */
export const overStates: AttemptState[] = ["refused", "failed", "expired"];

export function isUnderWay({ state }: Pick<Attempt, "state">): boolean {
  return openStates.includes(state);
}

export function isOver({ state }: Pick<Attempt, "state">): boolean {
  return overStates.includes(state);
}
