import { z } from "zod";
import { indexesOf, sealedProfileColumns, uniqueKeyColumns } from "@/lib/accounts/recognise";
import { unsealProfile, unsealUniqueKeys } from "@/lib/accounts/sealing";
import { searchColumns } from "@/lib/accounts/search-indexes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { inTransaction, type StatedClient } from "@/lib/db";
import { searchVersion } from "@/lib/identity/search-forms";

export const batchSize = 500;

/**
 * Accounts with columns under old keys, or that an administrator cannot search for yet. $1: id of the
 * current seal key, $2: of the index key.
 */
const outdated = `(profile_sealed_key_id <> $1 OR unique_key_sealed_key_id <> $1
  OR unique_key_index_key_id <> $2 OR search_key_id IS DISTINCT FROM $2
  OR search_version IS DISTINCT FROM ${searchVersion})`;

export async function countAccounts(client: StatedClient, keys: RotationKeys): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM accounts WHERE ${outdated}`,
    currentIds(keys),
  );
  return z.tuple([z.object({ count: z.number() })]).parse(rows)[0].count;
}

/** Goes over all accounts once; returns how many it changed. */
export async function rotateAccounts(
  client: StatedClient,
  keys: RotationKeys,
  progress: (count: number) => void,
): Promise<number> {
  let changed = 0;
  for (let after: string | undefined = ""; after !== undefined;) {
    const batch = await rotateBatch(client, keys, after);
    changed += batch.length;
    progress(batch.length);
    after = batch.at(-1);
  }
  return changed;
}

/** Locks accounts by id, then writes accounts before indexes, as a sign-up does: no deadlocks. */
function rotateBatch(client: StatedClient, keys: RotationKeys, after: string): Promise<string[]> {
  return inTransaction(client, async () => {
    const { rows } = await client.query(
      `SELECT id, profile_sealed, profile_sealed_key_id, unique_key_sealed, unique_key_sealed_key_id
       FROM accounts WHERE ${outdated} AND id > $3 ORDER BY id LIMIT $4 FOR UPDATE`,
      [...currentIds(keys), after, batchSize],
    );
    const accounts = z.array(accountRow).parse(rows);
    if (accounts.length > 0) await writeBatch(client, accounts, keys);
    return accounts.map(({ id }) => id);
  });
}

async function writeBatch(
  client: StatedClient,
  accounts: readonly z.infer<typeof accountRow>[],
  { sealKeys, indexKeys }: RotationKeys,
): Promise<void> {
  const rotated = accounts.map(({ id, profile, uniqueKey }) => {
    const uniqueKeys = unsealUniqueKeys(uniqueKey, id, sealKeys);
    const person = unsealProfile(profile, id, sealKeys);
    return {
      id,
      uniqueKeys,
      ...searchColumns(person, indexKeys),
      ...sealedProfileColumns(id, person, sealKeys),
      ...uniqueKeyColumns(id, uniqueKeys, { sealKeys, indexKeys }),
    };
  });
  const blobs = (values: (Uint8Array | null)[]) =>
    values.map((value) => value && Buffer.from(value));
  await client.query(
    `UPDATE accounts SET profile_sealed = row.profile, profile_sealed_key_id = $1,
       unique_key_sealed = row.unique_keys, unique_key_sealed_key_id = $1,
       unique_key_index = row.index, unique_key_index_key_id = $2, name_index = row.name,
       phone_index = row.phone, phone_end_index = row.phone_end, search_key_id = $2,
       search_version = ${searchVersion}, search_mark = row.mark, with_guardian = coalesce(with_guardian,
         (SELECT guardian_required FROM attempts WHERE attempts.id = accounts.attempt_id))
     FROM unnest($3::text[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[],
       $10::bytea[]) AS row (id, profile, unique_keys, index, name, phone, phone_end, mark) WHERE accounts.id = row.id`,
    [
      ...currentIds({ sealKeys, indexKeys }),
      rotated.map(({ id }) => id),
      blobs(rotated.map((row) => row.profileSealed)),
      blobs(rotated.map((row) => row.uniqueKeySealed)),
      blobs(rotated.map((row) => row.uniqueKeyIndex)),
      blobs(rotated.map((row) => row.nameIndex)),
      blobs(rotated.map((row) => row.phoneIndex)),
      blobs(rotated.map((row) => row.phoneEndIndex)),
      blobs(rotated.map((row) => row.searchMark)),
    ],
  );
  const indexes = rotated.flatMap(({ id, uniqueKeys }) =>
    indexesOf(uniqueKeys, indexKeys).map((each) => ({ id, ...each })),
  );
  await client.query(
    `INSERT INTO unique_key_indexes (index, key_id, kind, account_id)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::"UniqueKeyKind"[], $4::text[])
     ON CONFLICT DO NOTHING`,
    [
      blobs(indexes.map(({ index }) => index)),
      indexes.map(({ keyId }) => keyId),
      indexes.map(({ kind }) => kind),
      indexes.map(({ id }) => id),
    ],
  );
}

function currentIds({ sealKeys, indexKeys }: RotationKeys): [string, string] {
  return [sealKeys.current.id, indexKeys.current.id];
}

const bytes = z.instanceof(Uint8Array).transform((value) => Uint8Array.from(value));
const accountRow = z
  .object({
    id: z.string(),
    profile_sealed: bytes,
    profile_sealed_key_id: z.string(),
    unique_key_sealed: bytes,
    unique_key_sealed_key_id: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    profile: { sealed: row.profile_sealed, keyId: row.profile_sealed_key_id },
    uniqueKey: { sealed: row.unique_key_sealed, keyId: row.unique_key_sealed_key_id },
  }));

export type RotationKeys = { sealKeys: KeyRing; indexKeys: KeyRing };
