import type { KeyRing } from "@/lib/crypto/key-ring";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import { parsePerson, serialisePerson, type VerifiedPerson } from "@/lib/identity/verified-person";

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

/**
 * The person on an attempt that pages hold: it opens with the keys alone. An instance of a class with
 * nothing to see, which React refuses to send to a browser.
 */
export class SealedPerson {
  readonly #sealed: Sealed;
  readonly #attemptId: string;

  constructor(sealed: Sealed, attemptId: string) {
    this.#sealed = sealed;
    this.#attemptId = attemptId;
  }

  open(ring: KeyRing): VerifiedPerson {
    return unsealAttemptPerson(this.#sealed, this.#attemptId, ring);
  }
}

/** Whom PortOne confirmed; null unless the attempt is confirmed and its person still there. */
export function confirmedPerson(
  { state, sealedPerson }: { state: string; sealedPerson: SealedPerson | null },
  { sealKeys }: { sealKeys: KeyRing },
): VerifiedPerson | null {
  return state === "confirmed" ? (sealedPerson?.open(sealKeys) ?? null) : null;
}
