import { admits, admittedFrom, type AgePolicy } from "@/lib/identity/age-policy";
import { seoulDate } from "@/lib/identity/seoul-date";
import { uniqueKeysOf, type DuplicateKey } from "@/lib/identity/unique-keys";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/** Age is checked first, so that a minor without a CI is refused for age. */
export function mayJoin(
  person: VerifiedPerson,
  { policy, guardianConsent, known, duplicateKey, now }: JoinQuestion,
): JoinDecision {
  const today = seoulDate(now);
  const isOfAge = admits(policy, person.birthDate, today);
  const mayHaveGuardian = guardianConsent && admits({ kind: "none" }, person.birthDate, today);
  if (!isOfAge && !mayHaveGuardian) {
    return { kind: "under_age", admittedFrom: admittedFrom(policy, person.birthDate).toString() };
  }
  if (uniqueKeysOf(person, duplicateKey).length === 0) return { kind: "no_ci" };
  if (known.kind !== "stranger") return refuseKnown(known);
  return { kind: isOfAge ? "eligible" : "needs_guardian" };
}

export function refuseKnown(
  known: Known,
): Extract<JoinDecision, { kind: "already_joined" | "rejoin_cooldown" }> {
  return known.kind === "member"
    ? { kind: "already_joined", accountId: known.accountId }
    : { kind: "rejoin_cooldown", rejoinFrom: known.rejoinFrom };
}

/** `rejoinFrom`: the first day in Seoul, YYYY-MM-DD. */
export type Standing = { kind: "stranger" } | Known;
export type Known = { kind: "member"; accountId: string } | { kind: "left"; rejoinFrom: string };
export type JoinQuestion = {
  policy: AgePolicy;
  guardianConsent: boolean;
  known: Standing;
  duplicateKey: DuplicateKey;
  now: Date;
};
export type JoinDecision =
  | { kind: "eligible" }
  | { kind: "needs_guardian" }
  /** `admittedFrom`: the first day in Seoul on which this person may join, YYYY-MM-DD. */
  | { kind: "under_age"; admittedFrom: string }
  | { kind: "no_ci" }
  | { kind: "already_joined"; accountId: string }
  | { kind: "rejoin_cooldown"; rejoinFrom: string };
