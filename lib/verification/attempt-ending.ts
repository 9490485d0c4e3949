import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { Verification } from "@/lib/identity/verified-person";
import type { ConfirmOutcome, Refusal } from "@/lib/verification/outcome";
import { declined, whereHeld, type Hold } from "@/lib/verification/provider-id-hold";
import { sealAttemptPerson } from "@/lib/verification/sealed-person";

/** Ends the attempt with a refusal. Nothing about the person is kept. */
export async function refuseAttempt(
  db: PrismaClient,
  hold: Hold,
  { kind: _kind, state, code, ...forThePersonAlone }: Refusal,
): Promise<ConfirmOutcome> {
  const { count } = await db.attempt.updateMany({
    where: whereHeld(hold),
    data: { state, outcome: code },
  });
  return count === 1
    ? { kind: "declined", code, ...forThePersonAlone }
    : declined("provider_unavailable");
}

/**
 * Seals the person on the attempt, until what it is for is done.
 * @param lifetime milliseconds that the person has for it.
 */
export async function confirmAttempt(
  db: PrismaClient | Prisma.TransactionClient,
  hold: Hold,
  { person, provider, verifiedAt }: Verification,
  { sealKeys, now, lifetime, guardianRequired = false, accountId }: ConfirmedUntil,
): Promise<ConfirmOutcome> {
  const { sealed, keyId } = sealAttemptPerson(person, hold.attemptId, sealKeys);
  const { count } = await db.attempt.updateMany({
    where: whereHeld(hold),
    data: {
      state: "confirmed",
      guardianRequired,
      ...(accountId !== undefined && { accountId }),
      personSealed: sealed,
      personSealedKeyId: keyId,
      provider,
      verifiedAt,
      expiresAt: new Date(now.getTime() + lifetime),
    },
  });
  return count === 1 ? { kind: "confirmed", guardianRequired } : declined("provider_unavailable");
}

type ConfirmedUntil = {
  sealKeys: KeyRing;
  now: Date;
  lifetime: number;
  guardianRequired?: boolean;
  /** Whose account was found. */
  accountId?: string;
};
