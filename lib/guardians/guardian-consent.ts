import {
  attemptLifetime,
  viewAttempt,
  withoutPerson,
  type AttemptView,
} from "@/lib/verification/attempts";
import type { Hold } from "@/lib/verification/provider-id-hold";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import { confirmAttempt } from "@/lib/verification/attempt-ending";
import { sealGuardian } from "@/lib/guardians/sealing";
import { confirmedPerson } from "@/lib/verification/sealed-person";
import { appendEvent } from "@/lib/audit/events";
import { consentRecordsSchema } from "@/lib/consents/documents";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { hashToken, randomToken } from "@/lib/crypto/token";
import { isUniqueViolation } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { Verification, VerifiedPerson } from "@/lib/identity/verified-person";

type Store = { db: PrismaClient; now: Date };
type SealedStore = Store & { sealKeys: KeyRing };

/** A new link's token; voids the previous one. Null if the attempt does not wait for a guardian. */
export async function makeGuardianLink(
  { id }: AttemptView,
  { db, now }: Store,
): Promise<string | null> {
  const token = randomToken();
  const { count } = await db.attempt.updateMany({
    where: { ...waiting(now), id, guardianConsent: null },
    data: { guardianLinkHash: hashToken(token) },
  });
  return count === 1 ? token : null;
}

/** The child's attempt of this link; null if it was used, replaced or has expired. */
export async function findWard(
  token: string,
  { db, now }: Store,
): Promise<{ wardAttemptId: string } | null> {
  const row = await db.attempt.findUnique({ where: { guardianLinkHash: hashToken(token) } });
  if (row === null || !isWaiting(viewAttempt(row, now))) return null;
  return { wardAttemptId: row.id };
}

/** The verified child of a guardian's attempt; null if it is too late. */
export async function readWard(
  wardAttemptId: string | null,
  { db, now, sealKeys }: SealedStore,
): Promise<VerifiedPerson | null> {
  if (wardAttemptId === null) return null;
  const row = await db.attempt.findUnique({ where: { id: wardAttemptId } });
  if (row === null || !isWaiting(viewAttempt(row, now))) return null;
  return confirmedPerson(viewAttempt(row, now), { sealKeys });
}

export async function isConsentGiven({ id }: AttemptView, { db }: Store): Promise<boolean> {
  return (await db.guardianConsent.findUnique({ where: { wardAttemptId: id } })) !== null;
}

/** In one transaction. Null if a guardian already consented or the child's attempt is gone. */
export async function recordGuardianConsent(
  guardian: AttemptView,
  hold: Hold,
  verification: Verification,
  { db, now, sealKeys }: SealedStore,
): Promise<ConfirmOutcome | null> {
  const { wardAttemptId } = guardian;
  const [consent] = consentRecordsSchema.parse(guardian.consents);
  if (wardAttemptId === null || consent === undefined) throw new Error("Not a guardian's attempt");
  const { sealed, keyId } = sealGuardian(verification.person, wardAttemptId, sealKeys);
  try {
    return await db.$transaction(async (tx) => {
      const until = { sealKeys, now, lifetime: attemptLifetime };
      const outcome = await confirmAttempt(tx, hold, verification, until);
      if (outcome.kind !== "confirmed") return outcome;
      const { count } = await tx.attempt.updateMany({
        where: { ...waiting(now), id: wardAttemptId },
        data: { guardianLinkHash: null },
      });
      if (count !== 1) throw new WardGone();
      await tx.guardianConsent.create({
        data: {
          wardAttemptId,
          guardianAttemptId: guardian.id,
          guardianSealed: sealed,
          guardianSealedKeyId: keyId,
          provider: verification.provider,
          verifiedAt: verification.verifiedAt,
          ...consent,
        },
      });
      await tx.attempt.updateMany({
        where: { id: guardian.id, state: "confirmed" },
        data: { state: "consumed", ...withoutPerson },
      });
      const parties = { actor: guardian.id, subject: wardAttemptId };
      await appendEvent(tx, { kind: "guardian_consented", ...parties }, now);
      return { kind: "consumed" as const };
    });
  } catch (error) {
    if (!(error instanceof WardGone) && !isUniqueViolation(error)) throw error;
    return null;
  }
}

class WardGone extends Error {
  override readonly name = "WardGone";
}

function waiting(now: Date) {
  return { state: "confirmed", guardianRequired: true, expiresAt: { gt: now } } as const;
}

function isWaiting({ state, guardianRequired }: AttemptView): boolean {
  return state === "confirmed" && guardianRequired;
}
