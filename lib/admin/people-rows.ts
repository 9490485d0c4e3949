import { z } from "zod";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { maskEmail, maskName, maskPhone } from "@/lib/identity/masking";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { log } from "@/lib/log";
import type { Viewer } from "@/lib/logins/admission";

/** The columns of a row of people, for a SELECT from accounts. */
export const rowColumns = `id, email, email_confirmed_at AS "emailConfirmedAt", profile_sealed AS sealed,
  profile_sealed_key_id AS "keyId", birth_year AS "birthYear", provider, verified_at AS "verifiedAt",
  created_at AS "createdAt", suspended_at AS "suspendedAt", reverify_required_at AS "reverifyRequiredAt"`;

/**
 * Records who is on a list, as a part of the statement that finds them: it is committed before anything is shown.
 * @param shown of the rows `found`, in their order, those that are shown.
 * @param first the place of the first of `lookValues`.
 */
export function lookSql(shown: string, first: number): string {
  return `INSERT INTO audit_events (at, kind, actor, address, people, detail)
    SELECT $${first}::timestamptz, 'people_listed', $${first + 1}::text, $${first + 2}::text, ids,
      jsonb_build_object('count', cardinality(ids))
    FROM (SELECT ARRAY(SELECT id FROM found ${shown})::varchar[] AS ids) AS listed`;
}

export function lookValues({ id, from }: Viewer, now: Date): unknown[] {
  return [now, id, from.address];
}

export function parseRows(rows: unknown): FoundRow[] {
  return foundRows.parse(rows);
}

/** Masked. A profile that does not open is told and counted; it hides nobody else. */
export function viewRows(rows: readonly FoundRow[], sealKeys: KeyRing): PersonRow[] {
  const viewed = rows.map((row) => viewRow(row, sealKeys));
  const closed = viewed.filter(({ maskedName }) => maskedName === null).length;
  if (closed > 0) log("error", "profile_does_not_open", { count: closed });
  return viewed;
}

function viewRow(row: FoundRow, sealKeys: KeyRing): PersonRow {
  const person = openProfile(row, sealKeys);
  const phone = person?.phone ?? null;
  return {
    id: row.id,
    maskedName: person === null ? null : maskName(person.name),
    maskedEmail: maskEmail(row.email),
    maskedPhone: phone === null ? null : maskPhone(phone),
    birthYear: row.birthYear,
    provider: row.provider,
    verifiedAt: row.verifiedAt,
    joinedAt: row.createdAt,
    isSuspended: row.suspendedAt !== null,
    mustReverify: row.reverifyRequiredAt !== null,
    isEmailConfirmed: row.emailConfirmedAt !== null,
  };
}

/** Null where it does not open: another key, or changed. */
export function openProfile(
  { id, sealed, keyId }: Pick<FoundRow, "id" | "sealed" | "keyId">,
  sealKeys: KeyRing,
): VerifiedPerson | null {
  try {
    return unsealProfile({ sealed, keyId }, id, sealKeys);
  } catch {
    return null;
  }
}

const foundRows = z.array(
  z.object({
    id: z.string(),
    email: z.string(),
    emailConfirmedAt: z.date().nullable(),
    sealed: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
    keyId: z.string(),
    birthYear: z.number(),
    provider: z.string(),
    verifiedAt: z.date(),
    createdAt: z.date(),
    suspendedAt: z.date().nullable(),
    reverifyRequiredAt: z.date().nullable(),
  }),
);
export type FoundRow = z.infer<typeof foundRows>[number];

export type PersonRow = {
  id: string;
  /** Null if the profile does not open. */
  maskedName: string | null;
  maskedEmail: string;
  maskedPhone: string | null;
  birthYear: number;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
  isSuspended: boolean;
  mustReverify: boolean;
  isEmailConfirmed: boolean;
};
