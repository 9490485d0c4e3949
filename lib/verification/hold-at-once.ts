import { z } from "zod";
import { hashToken } from "@/lib/crypto/token";
import { isUniqueViolation, type StatementRunner } from "@/lib/db";
import { AttemptPurpose, AttemptState } from "@/lib/generated/prisma/client";
import type { Count } from "@/lib/limits/spend";
import { isInState } from "@/lib/verification/attempt-states";
import { viewAttempt, type AttemptTicket, type AttemptView } from "@/lib/verification/attempts";
import type { ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import type { Hold } from "@/lib/verification/provider-id-hold";

/**
 * The first of an exchange's three questions to the database, in one statement: finds this browser's
 * attempts, counts the try, and holds the provider id with the latest attempt that can take it. Where
 * nothing is in the way, which is nearly always, that is all; else nothing is held, and what stands in
 * the way is waited for or answered by `holdProviderId`.
 *
 * What it may decide is guarded as there: a hash of the nonce finds the attempt, the update takes only
 * one that is still issued, the unique index allows one holder of an id. An answer that is known already
 * (a row of this browser's own that has the id and is decided) costs no try.
 *
 * @param tickets in the order of preference.
 * @returns null where another took the id at the same moment; nothing was counted then.
 */
export async function holdAtOnce(
  statements: StatementRunner,
  { tickets, digest, count, at }: HoldRequest,
): Promise<HeldAtOnce | null> {
  const { rows } = await statements
    .query(
      holdingSql,
      [
        tickets.map(({ id }) => id),
        tickets.map(({ nonce }) => Buffer.from(hashToken(nonce))),
        tickets.map(({ purpose }) => purpose),
        digest.all,
        digest.current,
        at,
        count?.key ?? null,
        count?.points ?? 0,
        at.getTime() + (count?.seconds ?? 0) * 1_000,
        at.getTime(),
      ],
      "hold_at_once",
    )
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) return { rows: null };
      throw error;
    });
  if (rows === null) return null;
  const found = foundRows.parse(rows);
  const [first] = found;
  const attempts = found.map((row) => viewAttempt(row, at));
  const taken = found.find(({ taken }) => taken);
  const isLimited = count !== null && first !== undefined && (first.spent ?? 0) > count.points;
  return {
    attempts,
    retryAfter: isLimited
      ? Math.max(1, Math.ceil(((first.ends ?? at.getTime()) - at.getTime()) / 1_000))
      : null,
    hold:
      taken === undefined
        ? null
        : { kind: "held", attemptId: taken.id, providerId: digest.current, heldAt: at },
  };
}

const holdingSql = `
WITH ticket AS (
  SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[]) WITH ORDINALITY
    AS ticket (id, nonce_hash, purpose, place)
), own AS (
  SELECT attempts.*, ticket.place FROM attempts JOIN ticket USING (id)
  WHERE attempts.nonce_hash = ticket.nonce_hash AND attempts.purpose::text = ticket.purpose
), holder AS (
  SELECT id, state FROM attempts WHERE provider_id = ANY ($4::text[])
), spent AS (
  INSERT INTO rate_limits (key, points, expire)
  SELECT $7::text, 1, $9::bigint
  WHERE $7::text IS NOT NULL AND EXISTS (SELECT FROM own)
    AND NOT EXISTS (SELECT FROM own JOIN holder USING (id) WHERE holder.state <> 'confirming')
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN rate_limits.expire <= $10::bigint THEN 1 ELSE rate_limits.points + 1 END,
    expire = CASE WHEN rate_limits.expire <= $10::bigint THEN $9::bigint ELSE rate_limits.expire END
  RETURNING points, expire
), taken AS (
  UPDATE attempts SET state = 'confirming', provider_id = $5, claimed_at = $6::timestamptz
  WHERE id = (
      SELECT id FROM own WHERE state = 'issued' AND expires_at > $6::timestamptz ORDER BY place LIMIT 1
    )
    AND ${isInState("issued")} AND expires_at > $6::timestamptz
    AND NOT EXISTS (SELECT FROM holder)
    AND coalesce((SELECT points FROM spent), 0) <= $8::int
  RETURNING id
)
SELECT own.id, own.purpose, own.state, own.outcome, own.consents, own.advertising,
  own.guardian_required AS "guardianRequired", own.ward_attempt_id AS "wardAttemptId",
  own.account_id AS "accountId",
  own.provider_id AS "providerId", own.provider, own.verified_at AS "verifiedAt",
  own.created_at AS "createdAt", own.expires_at AS "expiresAt",
  own.person_sealed AS "personSealed", own.person_sealed_key_id AS "personSealedKeyId",
  taken.id IS NOT NULL AS taken, spent.points AS spent, spent.expire AS ends
FROM own LEFT JOIN taken ON taken.id = own.id LEFT JOIN spent ON true
ORDER BY own.place`;

const bytes = z.instanceof(Buffer).transform((buffer) => Uint8Array.from(buffer));
const foundRows = z.array(
  z.object({
    id: z.string(),
    purpose: z.enum(AttemptPurpose),
    state: z.enum(AttemptState),
    outcome: z.string().nullable(),
    consents: z.json(),
    advertising: z.json().nullable(),
    guardianRequired: z.boolean(),
    wardAttemptId: z.string().nullable(),
    accountId: z.string().nullable(),
    providerId: z.string().nullable(),
    provider: z.string().nullable(),
    verifiedAt: z.date().nullable(),
    createdAt: z.date(),
    expiresAt: z.date(),
    personSealed: bytes.nullable(),
    personSealedKeyId: z.string().nullable(),
    taken: z.boolean(),
    spent: z.number().nullable(),
    ends: z.coerce.number().nullable(),
  }),
);

export type HoldRequest = {
  tickets: readonly (AttemptTicket & { purpose: AttemptPurpose })[];
  digest: ProviderIdDigest;
  /** What the try counts against; null: nothing. */
  count: Count | null;
  at: Date;
};
export type HeldAtOnce = {
  /** Of the tickets, as they stood before; in the tickets' order. */
  attempts: AttemptView[];
  /** Seconds, where the tries are used up: nothing is held then. */
  retryAfter: number | null;
  hold: Hold | null;
};
