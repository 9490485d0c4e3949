import { admits, type AgePolicy } from "@/lib/identity/age-policy";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { seoulDate } from "@/lib/identity/age-policy";

/**
 * The one place that answers: may this person join? Age comes first, so that a minor without a CI
 * hears the reason that matters.
 */
export function mayJoin(
  person: VerifiedPerson,
  { policy, known, duplicateKey, now }: JoinQuestion,
): JoinDecision {
  if (!admits(policy, person.birthDate, seoulDate(now))) return { kind: "under_age" };
  if (uniqueKeyOf(person, duplicateKey) === null) return { kind: "no_ci" };
  if (known !== null) return { kind: "already_joined", accountId: known.accountId };
  return { kind: "eligible" };
}

/**
 * What makes a person unique here: the CI, or, where the setting allows it and the CI is absent,
 * the DI. Null: this person cannot be told from others.
 */
export function uniqueKeyOf(
  person: VerifiedPerson,
  duplicateKey: DuplicateKey,
): { domain: "ci" | "di"; value: string } | null {
  if (person.ci !== null) return { domain: "ci", value: person.ci };
  if (duplicateKey === "ci-or-di" && person.di !== null) return { domain: "di", value: person.di };
  return null;
}

export type DuplicateKey = "ci" | "ci-or-di";
export type JoinQuestion = {
  policy: AgePolicy;
  /** The account that this person has already, if any. */
  known: { accountId: string } | null;
  duplicateKey: DuplicateKey;
  now: Date;
};
export type JoinDecision =
  | { kind: "eligible" }
  | { kind: "under_age" }
  | { kind: "no_ci" }
  | { kind: "already_joined"; accountId: string };
