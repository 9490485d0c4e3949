import type { Acquaintance } from "@/lib/accounts/may-join";
import { sealProfile, sealUniqueKeys } from "@/lib/accounts/sealing";
import { requireIndexKeys } from "@/lib/accounts/index-keys";
import { allIndexes, currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { isUniqueViolation } from "@/lib/db";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { seoulDate } from "@/lib/identity/seoul-date";
import { uniqueKeysOf, type DuplicateKey, type UniqueKey } from "@/lib/identity/unique-keys";
import type { VerifiedPerson } from "@/lib/identity/verified-person";

/**
 * Whether this person has an account or left recently.
 * @throws MissingIndexKey if rows use an index key that the ring lacks.
 */
export async function recognise(
  db: PrismaClient | Prisma.TransactionClient,
  person: VerifiedPerson,
  { indexKeys, duplicateKey, now }: RecognitionContext,
): Promise<Acquaintance> {
  await requireIndexKeys(db, indexKeys, now);
  const indexes = indexesOf(uniqueKeysOf(person, duplicateKey), indexKeys);
  const index = { in: indexes.map((each) => each.index) };
  const [member] = await db.uniqueKeyIndex.findMany({ where: { index }, take: 1 });
  if (member !== undefined) return { kind: "member", accountId: member.accountId };
  const [departure] = await db.departure.findMany({
    where: { index, rejoinFrom: { gt: now } },
    orderBy: { rejoinFrom: "desc" },
    take: 1,
  });
  if (departure === undefined) return { kind: "stranger" };
  return { kind: "left", rejoinFrom: seoulDate(departure.rejoinFrom).toString() };
}

/**
 * Under every key, so that servers with different current keys refuse duplicates too as long as
 * their rings share a key. Sorted, so that two transactions cannot deadlock.
 */
export async function insertIndexes(
  tx: Prisma.TransactionClient,
  accountId: string,
  person: VerifiedPerson,
  { indexKeys, duplicateKey }: IdentityKeys,
): Promise<void> {
  const indexes = indexesOf(uniqueKeysOf(person, duplicateKey), indexKeys);
  await tx.uniqueKeyIndex.createMany({ data: indexes.map((each) => ({ accountId, ...each })) });
}

/** Whether a write failed because this person already has an account or left recently. */
export function isPersonKnown(error: unknown): boolean {
  return isUniqueViolation(error, "unique_key_index") || isUniqueViolation(error, "index");
}

export function identityColumns(
  accountId: string,
  person: VerifiedPerson,
  { sealKeys, indexKeys, duplicateKey }: IdentityKeys,
) {
  const uniqueKeys = uniqueKeysOf(person, duplicateKey);
  return {
    ...sealedProfileColumns(accountId, person, sealKeys),
    ...uniqueKeyColumns(accountId, uniqueKeys, { sealKeys, indexKeys }),
    birthYear: Number(person.birthDate.slice(0, 4)),
  };
}

export function sealedProfileColumns(accountId: string, person: VerifiedPerson, ring: KeyRing) {
  const { sealed, keyId } = sealProfile(person, accountId, ring);
  return { profileSealed: sealed, profileSealedKeyId: keyId };
}

/** The account row holds the index of the first key: the CI if there is one. */
export function uniqueKeyColumns(
  accountId: string,
  uniqueKeys: readonly UniqueKey[],
  { sealKeys, indexKeys }: { sealKeys: KeyRing; indexKeys: KeyRing },
) {
  const [first] = uniqueKeys;
  if (first === undefined) throw new Error("A person without a unique key was let through");
  const { sealed, keyId } = sealUniqueKeys(uniqueKeys, accountId, sealKeys);
  const blind = currentIndex(first.value, indexKeys, first.kind);
  return {
    uniqueKeySealed: sealed,
    uniqueKeySealedKeyId: keyId,
    uniqueKeyIndex: blind.index,
    uniqueKeyIndexKeyId: blind.keyId,
  };
}

export function indexesOf(uniqueKeys: readonly UniqueKey[], ring: KeyRing) {
  return uniqueKeys
    .flatMap(({ kind, value }) =>
      allIndexes(value, ring, kind).map((indexed) => ({ kind, ...indexed })),
    )
    .sort((one, other) => Buffer.compare(one.index, other.index));
}

export type RecognitionContext = { indexKeys: KeyRing; duplicateKey: DuplicateKey; now: Date };
export type IdentityKeys = { sealKeys: KeyRing; indexKeys: KeyRing; duplicateKey: DuplicateKey };
