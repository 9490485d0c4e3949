import { uniqueKeyOf, type DuplicateKey } from "@/lib/accounts/may-join";
import { sealProfile, sealUniqueKey } from "@/lib/accounts/sealing";
import { allIndexes, currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/** The account of this person, found through the blind index under every key of the ring. */
export async function findAccountOf(
  db: PrismaClient | Prisma.TransactionClient,
  person: VerifiedPerson,
  { indexKeys, duplicateKey }: { indexKeys: KeyRing; duplicateKey: DuplicateKey },
): Promise<{ accountId: string } | null> {
  const uniqueKey = uniqueKeyOf(person, duplicateKey);
  if (uniqueKey === null) return null;
  const indexes = allIndexes(uniqueKey.value, indexKeys, uniqueKey.domain);
  const rows = await db.account.findMany({
    where: { uniqueKeyIndex: { in: indexes.map(({ index }) => index) } },
    select: { id: true },
    take: 1,
  });
  const [row] = rows;
  return row === undefined ? null : { accountId: row.id };
}

/** The columns of a new account that come from the verified person, sealed and indexed. */
export function identityColumns(
  accountId: string,
  person: VerifiedPerson,
  { sealKeys, indexKeys, duplicateKey }: IdentityKeys,
) {
  const uniqueKey = uniqueKeyOf(person, duplicateKey);
  if (uniqueKey === null) throw new Error("A person without a unique key was let through");
  const profile = sealProfile(person, accountId, sealKeys);
  const sealedKey = sealUniqueKey(uniqueKey.value, accountId, sealKeys);
  const blind = currentIndex(uniqueKey.value, indexKeys, uniqueKey.domain);
  return {
    profileSealed: profile.sealed,
    profileSealedKeyId: profile.keyId,
    uniqueKeySealed: sealedKey.sealed,
    uniqueKeySealedKeyId: sealedKey.keyId,
    uniqueKeyIndex: blind.index,
    uniqueKeyIndexKeyId: blind.keyId,
    birthYear: Number(person.birthDate.slice(0, 4)),
  };
}

export type IdentityKeys = { sealKeys: KeyRing; indexKeys: KeyRing; duplicateKey: DuplicateKey };
