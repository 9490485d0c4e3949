import { attemptLifetime, guardianLifetime } from "@/lib/verification/attempts";
import { confirmedOutcome, declined, held, type Claim } from "@/lib/verification/provider-id-hold";
import type { ConfirmOutcome } from "@/lib/verification/confirm-identity";
import type { Terminal } from "@/lib/verification/judge";
import { sealAttemptPerson } from "@/lib/accounts/sealing";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { Verification } from "@/lib/identity/verified-person";

/** Ends the attempt with a refusal. Nothing about the person is kept. */
export async function declineAttempt(
  db: PrismaClient,
  claim: Claim,
  { kind: _kind, state, code, ...told }: Terminal,
): Promise<ConfirmOutcome> {
  const { count } = await db.attempt.updateMany({
    where: held(claim),
    data: { state, outcome: code },
  });
  return count === 1 ? { kind: "declined", code, ...told } : declined("provider_unavailable");
}

/**
 * Seals the person on the attempt, until the account is opened: within the attempt's lifetime, or
 * within a day where a guardian has to be reached.
 */
export async function settleConfirmed(
  db: PrismaClient | Prisma.TransactionClient,
  claim: Claim,
  { person, provider, verifiedAt }: Verification,
  { sealKeys, now, guardianRequired }: { sealKeys: KeyRing; now: Date; guardianRequired: boolean },
): Promise<ConfirmOutcome> {
  const { sealed, keyId } = sealAttemptPerson(person, claim.attemptId, sealKeys);
  const lifetime = guardianRequired ? guardianLifetime : attemptLifetime;
  const { count } = await db.attempt.updateMany({
    where: held(claim),
    data: {
      state: "confirmed",
      guardianRequired,
      personSealed: sealed,
      personSealedKeyId: keyId,
      provider,
      verifiedAt,
      expiresAt: new Date(now.getTime() + lifetime),
    },
  });
  return count === 1 ? confirmedOutcome({ guardianRequired }) : declined("provider_unavailable");
}
