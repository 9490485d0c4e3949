import { z } from "zod";
import { unsealProfile } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import { maskEmail, maskName, maskPhone } from "@/lib/identity/masking";
import type { VerifiedPerson } from "@/lib/identity/verified-person";
import { log } from "@/lib/log";

/** Newest first, masked. Keyset paging, so that the last page is as fast as the first. */
export async function listVerifiedPeople(
  administratorId: string,
  { after, limit }: { after: string | undefined; limit: number },
  { statements, sealKeys, now }: ListContext,
): Promise<PeopleListing> {
  const cursor = after === undefined ? null : readCursor(after);
  if (cursor === undefined) return { kind: "invalid_cursor" };
  const place = cursor === null ? [] : [cursor.createdAt, cursor.id];
  const { rows: answered } = await statements.query(
    listing(cursor !== null),
    [limit + 1, now, administratorId, ...place],
    cursor === null ? "list_people" : "list_people_after",
  );
  const found = foundRows.parse(answered);
  const rows = found.slice(0, limit).map((row) => viewRow(row, sealKeys));
  const closed = rows.filter(({ maskedName }) => maskedName === null).length;
  if (closed > 0) log("error", "profile_does_not_open", { count: closed });
  const last = found[limit - 1];
  return { kind: "page", rows, next: found.length > limit && last ? writeCursor(last) : null };
}

/** One question: the page, and that it was looked at. */
function listing(isAfter: boolean): string {
  return `
    WITH found AS (
      SELECT id, email, profile_sealed, profile_sealed_key_id, birth_year, provider, verified_at, created_at
      FROM accounts ${isAfter ? "WHERE (created_at, id) < ($4::timestamptz, $5)" : ""}
      ORDER BY created_at DESC, id DESC LIMIT $1::int
    ), looked AS (
      INSERT INTO audit_events (at, kind, actor, detail)
      SELECT $2::timestamptz, 'people_listed', $3::text,
        jsonb_build_object('count', least(count(*), $1::int - 1))
      FROM found
    )
    SELECT id, email, profile_sealed AS sealed, profile_sealed_key_id AS "keyId",
      birth_year AS "birthYear", provider, verified_at AS "verifiedAt", created_at AS "createdAt"
    FROM found ORDER BY created_at DESC, id DESC`;
}

function viewRow(account: FoundRow, sealKeys: KeyRing): VerifiedRow {
  const person = openProfile(account, sealKeys);
  return {
    id: account.id,
    maskedName: person === null ? null : maskName(person.name),
    maskedEmail: maskEmail(account.email),
    maskedPhone: person === null || person.phone === null ? null : maskPhone(person.phone),
    birthYear: account.birthYear,
    provider: account.provider,
    verifiedAt: account.verifiedAt,
    joinedAt: account.createdAt,
  };
}

function openProfile({ id, sealed, keyId }: FoundRow, sealKeys: KeyRing): VerifiedPerson | null {
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
    sealed: z.instanceof(Buffer).transform((bytes) => Uint8Array.from(bytes)),
    keyId: z.string(),
    birthYear: z.number(),
    provider: z.string(),
    verifiedAt: z.date(),
    createdAt: z.date(),
  }),
);
type FoundRow = z.infer<typeof foundRows>[number];

/** End of the year 9999; PostgreSQL does not read JavaScript's ISO format for later dates. */
const latest = 253_402_300_799_999;
const cursorSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})_[A-Za-z0-9]{1,32}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at: Number(at), id };
  })
  .refine(({ at }) => at <= latest)
  .transform(({ at, id }) => ({ createdAt: new Date(at).toISOString(), id }));

function readCursor(text: string): { createdAt: string; id: string } | undefined {
  return cursorSchema.safeParse(text).data;
}

function writeCursor({ createdAt, id }: FoundRow): string {
  return `${createdAt.getTime()}_${id}`;
}

export type VerifiedRow = {
  id: string;
  maskedName: string | null; // null if the profile cannot be unsealed
  maskedEmail: string;
  maskedPhone: string | null;
  birthYear: number;
  provider: string;
  verifiedAt: Date;
  joinedAt: Date;
};
export type PeopleListing =
  { kind: "page"; rows: VerifiedRow[]; next: string | null } | { kind: "invalid_cursor" };
type ListContext = { statements: StatementRunner; sealKeys: KeyRing; now: Date };
