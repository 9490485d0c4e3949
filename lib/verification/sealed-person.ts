import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import { parsePerson, serialisePerson, type VerifiedPerson } from "@/lib/identity/verified-person";
import type { AttemptView } from "@/lib/verification/attempts";

/**
 * The verified person as it waits on the attempt. The row's id is associated data: a value copied to
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

/** Whom PortOne confirmed; null unless the attempt is confirmed and its person still there. */
export function confirmedPerson(
  { id, state, personSealed: sealed, personSealedKeyId: keyId }: SealedOnAttempt,
  { sealKeys }: { sealKeys: KeyRing },
): VerifiedPerson | null {
  if (state !== "confirmed" || sealed === null || keyId === null) return null;
  return unsealAttemptPerson({ sealed, keyId }, id, sealKeys);
}

type SealedOnAttempt = Pick<AttemptView, "id" | "state" | "personSealed" | "personSealedKeyId">;
