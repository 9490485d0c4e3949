import { z } from "zod";
import type { UniqueKey } from "@/lib/accounts/may-join";
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

/** Who consented, without CI and DI: a record of the consent, not a key to a person. */
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

/** The CI, and the DI where it counts too: what the blind indexes are made from. */
export function sealUniqueKeys(
  uniqueKeys: readonly UniqueKey[],
  accountId: string,
  ring: KeyRing,
): Sealed {
  const associatedData = `accounts.uniqueKey:${accountId}`;
  return seal(JSON.stringify(uniqueKeys), { ring, associatedData });
}

/** The first version sealed the bare CI, which never begins as a list does. */
export function unsealUniqueKeys(sealed: Sealed, accountId: string, ring: KeyRing): UniqueKey[] {
  const text = unseal(sealed, { ring, associatedData: `accounts.uniqueKey:${accountId}` });
  if (!text.startsWith("[")) return [{ kind: "ci", value: text }];
  return uniqueKeysSchema.parse(JSON.parse(text));
}

const uniqueKeysSchema = z.array(z.object({ kind: z.enum(["ci", "di"]), value: z.string() }));
