import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { parsePerson, serialisePerson, type VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * How personal data is sealed in each column. The row's id is associated data: a value copied to
 * another row does not open.
 */
export function sealAttemptPerson(
  person: VerifiedPerson,
  attemptId: string,
  ring: KeyRing,
): Sealed {
  return seal(serialisePerson(person), { ring, associatedData: `attempts.person:${attemptId}` });
}

export function unsealAttemptPerson(
  sealed: Sealed,
  attemptId: string,
  ring: KeyRing,
): VerifiedPerson {
  return parsePerson(unseal(sealed, { ring, associatedData: `attempts.person:${attemptId}` }));
}

/** The profile is the person without CI and DI: those have columns of their own, or none. */
export function sealProfile(person: VerifiedPerson, accountId: string, ring: KeyRing): Sealed {
  const profile = { ...person, ci: null, di: null };
  return seal(serialisePerson(profile), { ring, associatedData: `accounts.profile:${accountId}` });
}

export function unsealProfile(sealed: Sealed, accountId: string, ring: KeyRing): VerifiedPerson {
  return parsePerson(unseal(sealed, { ring, associatedData: `accounts.profile:${accountId}` }));
}

export function sealUniqueKey(ci: string, accountId: string, ring: KeyRing): Sealed {
  return seal(ci, { ring, associatedData: `accounts.uniqueKey:${accountId}` });
}
