import { admits } from "@/lib/identity/age-policy";
import { seoulDate } from "@/lib/identity/seoul-date";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/** Requires an adult (만 19, 민법 §4) other than the child; compares CI and DI in any setting. */
export function mayConsent(
  guardian: VerifiedPerson,
  ward: VerifiedPerson,
  now: Date,
): ConsentDecision {
  const [ours, theirs] = [guardian, ward].map((person) => uniqueKeysOf(person, "ci-or-di"));
  if (!ours?.length) return "no_ci";
  const isSame = ours.some(({ kind, value }) =>
    theirs?.some((key) => key.kind === kind && key.value === value),
  );
  if (isSame) return "guardian_same_person";
  return admits(adult, guardian.birthDate, seoulDate(now)) ? "eligible" : "guardian_under_age";
}

const adult = { kind: "international", years: 19 } as const;

export type ConsentDecision = "eligible" | "guardian_under_age" | "guardian_same_person" | "no_ci";
