import { z } from "zod";
import { sealGuardian, unsealGuardian } from "@/lib/guardians/sealing";
import { sealTotpSecret, unsealTotpSecret } from "@/lib/logins/factors/totp";
import { sealMail, unsealMail } from "@/lib/mail/outbox";
import { sealAttemptPerson, unsealAttemptPerson } from "@/lib/verification/sealed-person";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Sealed } from "@/lib/crypto/seal";
import { inTransaction, type StatedClient } from "@/lib/db";
import { batchSize } from "./rotate-accounts";

/**
 * Re-seals verified people who have not joined yet, guardians, mails, and the second factors of
 * administrators. Returns how many.
 */
export async function rotateSealedPeople(client: StatedClient, ring: KeyRing): Promise<number> {
  let changed = 0;
  for (const place of places) {
    let found: number;
    do {
      const batch = await rotateBatch(client, ring, place);
      found = batch.found;
      changed += batch.changed;
    } while (found === batchSize);
  }
  return changed;
}

async function rotateBatch(client: StatedClient, ring: KeyRing, { find, reseal, write }: Place) {
  const { rows } = await inTransaction(client, () =>
    client.query(find, [ring.current.id, batchSize]),
  );
  const batch = sealedRows.parse(rows);
  let changed = 0;
  for (const { id, sealed, key_id: keyId } of batch) {
    const fresh = reseal({ sealed, keyId }, id, ring);
    const values = [id, Buffer.from(fresh.sealed), fresh.keyId];
    const { rowCount } = await inTransaction(client, () => client.query(write, values));
    changed += rowCount ?? 0;
  }
  return { found: batch.length, changed };
}

type Place = (typeof places)[number];

const places = [
  {
    find: `SELECT id, person_sealed AS sealed, person_sealed_key_id AS key_id FROM attempts
      WHERE state = 'confirmed' AND person_sealed_key_id <> $1 LIMIT $2`,
    reseal: (sealed: Sealed, id: string, ring: KeyRing) =>
      sealAttemptPerson(unsealAttemptPerson(sealed, id, ring), id, ring),
    // If the account was opened meanwhile, there is nothing left to seal.
    write: `UPDATE attempts SET person_sealed = $2, person_sealed_key_id = $3
      WHERE id = $1 AND state = 'confirmed'`,
  },
  {
    find: `SELECT ward_attempt_id AS id, guardian_sealed AS sealed, guardian_sealed_key_id AS key_id
      FROM guardian_consents WHERE guardian_sealed_key_id <> $1 LIMIT $2`,
    reseal: (sealed: Sealed, id: string, ring: KeyRing) =>
      sealGuardian(unsealGuardian(sealed, id, ring), id, ring),
    write: `UPDATE guardian_consents SET guardian_sealed = $2, guardian_sealed_key_id = $3
      WHERE ward_attempt_id = $1`,
  },
  {
    find: `SELECT id, sealed, sealed_key_id AS key_id FROM mails
      WHERE sealed_key_id <> $1 LIMIT $2`,
    reseal: (sealed: Sealed, id: string, ring: KeyRing) =>
      sealMail(unsealMail(sealed, id, ring), id, ring),
    // If it lost its text meanwhile, there is nothing left to seal.
    write: `UPDATE mails SET sealed = $2, sealed_key_id = $3
      WHERE id = $1 AND sealed IS NOT NULL`,
  },
  {
    find: `SELECT id, totp_sealed AS sealed, totp_sealed_key_id AS key_id FROM administrators
      WHERE totp_sealed_key_id <> $1 LIMIT $2`,
    reseal: (sealed: Sealed, id: string, ring: KeyRing) =>
      sealTotpSecret(unsealTotpSecret(sealed, id, ring), id, ring),
    // If another app was set up meanwhile, that one stays.
    write: `UPDATE administrators SET totp_sealed = $2, totp_sealed_key_id = $3
      WHERE id = $1 AND totp_sealed_key_id <> $3`,
  },
];

const sealedRows = z.array(
  z.object({
    id: z.string(),
    sealed: z.instanceof(Uint8Array).transform((value) => Uint8Array.from(value)),
    key_id: z.string(),
  }),
);
