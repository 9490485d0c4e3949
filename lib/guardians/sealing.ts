import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import { parsePerson, serialisePerson, type VerifiedPerson } from "@/lib/identity/verified-person";

/** Without CI and DI, which the consent record does not need. */
export function sealGuardian(person: VerifiedPerson, wardAttemptId: string, ring: KeyRing): Sealed {
  const associatedData = `guardian_consents.guardian:${wardAttemptId}`;
  return seal(serialisePerson({ ...person, ci: null, di: null }), { ring, associatedData });
}

export function unsealGuardian(
  sealed: Sealed,
  wardAttemptId: string,
  ring: KeyRing,
): VerifiedPerson {
  const associatedData = `guardian_consents.guardian:${wardAttemptId}`;
  return parsePerson(unseal(sealed, { ring, associatedData }));
}
