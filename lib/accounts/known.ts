import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { LoginEnded } from "@/lib/logins/account-gone";
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

/**
 * The same of a member.
 * @throws LoginEnded
 */
export async function readOwnKnown(
  id: string,
  { db, sealKeys, mailing }: KnowingContext & { db: PrismaClient },
): Promise<Known> {
  const account = await db.account.findUnique({
    where: { id },
    select: { email: true, profileSealed: true, profileSealedKeyId: true },
  });
  if (account === null) throw new LoginEnded(true);
  const { email, profileSealed, profileSealedKeyId } = account;
  const person = unsealProfile({ sealed: profileSealed, keyId: profileSealedKeyId }, id, sealKeys);
  return { ...partsOf(person), email, brand: mailing.brand.name };
}

function partsOf({ name, birthDate, phone }: VerifiedPerson): Known {
  return { name, birthDate, phone };
}
