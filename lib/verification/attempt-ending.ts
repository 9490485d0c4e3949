import type { KeyRing } from "@/lib/crypto/key-ring";
import { statementsIn } from "@/lib/db";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { Verification } from "@/lib/identity/verified-person";
import { isInState } from "@/lib/verification/attempt-states";
import type { ConfirmOutcome, Refusal } from "@/lib/verification/outcome";
import { declined, type Hold } from "@/lib/verification/provider-id-hold";
import { sealAttemptPerson } from "@/lib/verification/sealed-person";

/** Ends the attempt with a refusal. Nothing about the person is kept. */
export async function refuseAttempt(
  db: PrismaClient,
  hold: Hold,
  { kind: _kind, state, code, ...forThePersonAlone }: Refusal,
): Promise<ConfirmOutcome> {
  const { rows } = await statementsIn(db).query(
    refusingSql,
    [...heldAs(hold), state, code],
    "refuse_attempt",
  );
  return rows.length === 1 ? { kind: "declined", code, ...forThePersonAlone } : lostHold;
}

/**
 * Seals the person on the attempt, until what it is for is done.
 * @param lifetime milliseconds that the person has for it.
 */
export async function confirmAttempt(
  db: PrismaClient | Prisma.TransactionClient,
  hold: Hold,
  verification: Verification,
  until: ConfirmedUntil,
): Promise<ConfirmOutcome> {
  const values = confirmingValues(hold, verification, until);
  const { rows } = await statementsIn(db).query(confirmingSql, values, "confirm_attempt");
  return rows.length === 1 ? confirmedUntil(until) : lostHold;
}

export function confirmedUntil({ guardianRequired = false }: ConfirmedUntil): ConfirmOutcome {
  return { kind: "confirmed", guardianRequired };
}

/** The values of `confirmingUpdate`, in their order. */
export function confirmingValues(
  hold: Hold,
  { person, provider, verifiedAt }: Verification,
  { sealKeys, now, lifetime, guardianRequired = false, accountId }: ConfirmedUntil,
): unknown[] {
  const { sealed, keyId } = sealAttemptPerson(person, hold.attemptId, sealKeys);
  return [
    ...heldAs(hold),
    ...[guardianRequired, Buffer.from(sealed), keyId, provider, verifiedAt],
    ...[new Date(now.getTime() + lifetime), accountId ?? null],
  ];
}

/** Somebody else has the hold by now, and decides. */
export const lostHold = declined("provider_unavailable");

/** Only the holder of the hold may end it, as in `whereHeld`. */
const held = `id = $1 AND ${isInState("confirming")} AND provider_id = $2 AND claimed_at = $3::timestamptz`;
const heldAs = ({ attemptId, providerId, heldAt }: Hold) => [attemptId, providerId, heldAt];

const refusingSql = `
UPDATE attempts SET state = $4::"AttemptState", outcome = $5 WHERE ${held} RETURNING id`;
/** Whoever adds a condition after it decides by it whether the attempt is confirmed. */
export const confirmingUpdate = `
UPDATE attempts SET state = 'confirmed', guardian_required = $4::boolean,
  person_sealed = $5::bytea, person_sealed_key_id = $6, provider = $7,
  verified_at = $8::timestamptz, expires_at = $9::timestamptz,
  account_id = coalesce($10::text, account_id)
WHERE ${held}`;
const confirmingSql = `${confirmingUpdate} RETURNING id`;

export type ConfirmedUntil = {
  sealKeys: KeyRing;
  now: Date;
  lifetime: number;
  guardianRequired?: boolean;
  /** Whose account was found. */
  accountId?: string;
};
