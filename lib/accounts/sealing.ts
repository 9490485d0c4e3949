import { z } from "zod";
import type { UniqueKey } from "@/lib/identity/unique-keys";
import { seal, unseal, type Sealed } from "@/lib/crypto/seal";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { parsePerson, serialisePerson, type VerifiedPerson } from "@/lib/identity/verified-person";

/** The row's id is associated data, so a value copied to another row cannot be unsealed. */
export function sealProfile(person: VerifiedPerson, accountId: string, ring: KeyRing): Sealed {
  const profile = { ...person, ci: null, di: null };
  return seal(serialisePerson(profile), { ring, associatedData: `accounts.profile:${accountId}` });
}

export function unsealProfile(sealed: Sealed, accountId: string, ring: KeyRing): VerifiedPerson {
  return parsePerson(unseal(sealed, { ring, associatedData: `accounts.profile:${accountId}` }));
}

/** The CI and, if DUPLICATE_KEY includes it, the DI: the inputs of the blind indexes. */
export function sealUniqueKeys(
  uniqueKeys: readonly UniqueKey[],
  accountId: string,
  ring: KeyRing,
): Sealed {
  const associatedData = `accounts.uniqueKey:${accountId}`;
  return seal(JSON.stringify(uniqueKeys), { ring, associatedData });
}

/** The first version sealed the CI itself instead of a JSON list. */
export function unsealUniqueKeys(sealed: Sealed, accountId: string, ring: KeyRing): UniqueKey[] {
  const text = unseal(sealed, { ring, associatedData: `accounts.uniqueKey:${accountId}` });
  if (!text.startsWith("[")) return [{ kind: "ci", value: text }];
  return uniqueKeysSchema.parse(JSON.parse(text));
}

const uniqueKeysSchema = z.array(z.object({ kind: z.enum(["ci", "di"]), value: z.string() }));
