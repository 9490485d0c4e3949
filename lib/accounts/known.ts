import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Account } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import type { Mailing } from "@/lib/mail/outbox";
import type { Known } from "@/lib/passwords/personal-words";
import type { AttemptView } from "@/lib/verification/attempts";
import { confirmedPerson } from "@/lib/verification/sealed-person";

type KnowingContext = { sealKeys: KeyRing; mailing: Mailing };

/** What a password of the person who was verified must not be made of. */
export function knownOfAttempt(attempt: AttemptView | null, context: KnowingContext): Known {
  const person = attempt === null ? null : confirmedPerson(attempt, context);
  return { ...(person === null ? {} : partsOf(person)), brand: context.mailing.brand.name };
}

/** The same of a member. */
export function knownOfAccount(
  { id, email, profileSealed, profileSealedKeyId }: KnownAccount,
  { sealKeys, mailing }: KnowingContext,
): Known {
  const person = unsealProfile({ sealed: profileSealed, keyId: profileSealedKeyId }, id, sealKeys);
  return { ...partsOf(person), email, brand: mailing.brand.name };
}

function partsOf({ name, birthDate, phone }: VerifiedPerson): Known {
  return { name, birthDate, phone };
}

type KnownAccount = Pick<Account, "id" | "email" | "profileSealed" | "profileSealedKeyId">;
