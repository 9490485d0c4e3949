import { z } from "zod";
import type { Known, Standing } from "@/lib/accounts/may-join";
import { sealProfile, sealUniqueKeys } from "@/lib/accounts/sealing";
import { searchColumns } from "@/lib/accounts/search-indexes";
import { allIndexes, currentIndex } from "@/lib/crypto/blind-index";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { isUniqueViolation, type StatementRunner } from "@/lib/db";
import { seoulDate } from "@/lib/identity/seoul-date";
import { uniqueKeysOf, type DuplicateKey, type UniqueKey } from "@/lib/identity/unique-keys";
import type { Verification, VerifiedPerson } from "@/lib/identity/verified-person";
import {
  confirmedUntil,
  confirmingUpdate,
  confirmingValues,
  lostHold,
  type ConfirmedUntil,
} from "@/lib/verification/attempt-ending";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import type { Hold } from "@/lib/verification/provider-id-hold";

/**
 * Whether this person has an account, or left lately: found through the blind index under every
 * key of the ring, by one statement.
 */
export async function recognise(
  statements: StatementRunner,
  person: VerifiedPerson,
  { indexKeys, duplicateKey, now }: RecognitionContext,
): Promise<Standing> {
  const indexes = indexesOf(uniqueKeysOf(person, duplicateKey), indexKeys);
  const { rows } = await statements.query(
    recognisingSql,
    [indexes.map(({ index }) => Buffer.from(index)), now],
    "recognise",
  );
  return standingOf(recognised.parse(rows)[0]);
}

/**
 * The same, and confirms the attempt of a stranger by the same statement: what it saw of the person is
 * what it decides by.
 */
export async function confirmStranger(
  statements: StatementRunner,
  hold: Hold,
  verification: Verification,
  { indexKeys, duplicateKey, ...until }: IdentityKeys & ConfirmedUntil,
): Promise<ConfirmOutcome | Known> {
  const indexes = indexesOf(uniqueKeysOf(verification.person, duplicateKey), indexKeys);
  const values = [
    ...confirmingValues(hold, verification, until),
    ...[indexes.map(({ index }) => Buffer.from(index)), until.now],
  ];
  const { rows } = await statements.query(confirmingStrangerSql, values, "confirm_stranger");
  const [{ isConfirmed, ...known }] = confirmedOrKnown.parse(rows);
  if (isConfirmed) return confirmedUntil(until);
  const standing = standingOf(known);
  return standing.kind === "stranger" ? lostHold : standing;
}

function standingOf({ member, rejoinFrom }: z.infer<typeof knownRow>): Standing {
  if (member !== null) return { kind: "member", accountId: member };
  if (rejoinFrom === null) return { kind: "stranger" };
  return { kind: "left", rejoinFrom: seoulDate(rejoinFrom).toString() };
}

/** By the parameters of these places. */
const recognising = (indexes: string, now: string) => `
SELECT
  (SELECT account_id FROM unique_key_indexes WHERE index = ANY (${indexes}::bytea[]) LIMIT 1) AS member,
  (SELECT max(rejoin_from) FROM departures
    WHERE index = ANY (${indexes}::bytea[]) AND rejoin_from > ${now}::timestamptz) AS "rejoinFrom"`;
const recognisingSql = recognising("$1", "$2");
const confirmingStrangerSql = `
WITH known AS MATERIALIZED (${recognising("$11", "$12")}),
confirmed AS (
  ${confirmingUpdate}
    AND EXISTS (SELECT FROM known WHERE member IS NULL AND "rejoinFrom" IS NULL)
  RETURNING id
)
SELECT member, "rejoinFrom", EXISTS (SELECT FROM confirmed) AS "isConfirmed" FROM known`;
const knownRow = z.object({ member: z.string().nullable(), rejoinFrom: z.date().nullable() });
const recognised = z.tuple([knownRow]);
const confirmedOrKnown = z.tuple([knownRow.extend({ isConfirmed: z.boolean() })]);

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
    ...searchColumns(person, indexKeys),
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

/**
 * Who an account belongs to: the person's every fingerprint, under every key of the ring. The unique
 * index refuses a second account of one person, also between servers that have different current keys,
 * as long as they share one. Sorted by index, so that two transactions cannot wait for each other.
 */
export function indexesOf(uniqueKeys: readonly UniqueKey[], ring: KeyRing) {
  return uniqueKeys
    .flatMap(({ kind, value }) =>
      allIndexes(value, ring, kind).map((indexed) => ({ kind, ...indexed })),
    )
    .sort((one, other) => Buffer.compare(one.index, other.index));
}

export type RecognitionContext = { indexKeys: KeyRing; duplicateKey: DuplicateKey; now: Date };
export type IdentityKeys = { sealKeys: KeyRing; indexKeys: KeyRing; duplicateKey: DuplicateKey };
