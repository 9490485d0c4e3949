import { readWard, recordGuardianConsent } from "@/lib/guardians/guardian-consent";
import { mayConsent } from "@/lib/guardians/may-consent";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { refuseAttempt } from "@/lib/verification/attempt-ending";
import type { Refusal } from "@/lib/verification/outcome";
import type { Purpose } from "@/lib/verification/purpose";

export function consentPurpose(context: { db: PrismaClient; sealKeys: KeyRing }): Purpose {
  return async (attempt, verification, now) => {
    const ward = await readWard(attempt.wardAttemptId, { ...context, now });
    if (ward === null) return linkExpired;
    const decision = mayConsent(verification.person, ward, now);
    if (decision !== "eligible") return { kind: "refusal", state: "refused", code: decision };
    return {
      kind: "accepted",
      conclude: async (hold) => {
        const outcome = await recordGuardianConsent(attempt, hold, verification, {
          ...context,
          now,
        });
        // If the child's attempt has ended meanwhile, the guardian's ends too.
        return outcome ?? refuseAttempt(context.db, hold, linkExpired);
      },
    };
  };
}

const linkExpired: Refusal = {
  kind: "refusal",
  state: "failed",
  code: "guardian_link_expired",
};
