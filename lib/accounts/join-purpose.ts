import { recognise } from "@/lib/accounts/recognise";
import { mayJoin } from "@/lib/accounts/may-join";
import { readAccountHint } from "@/lib/accounts/read-account";
import type { Code } from "@/lib/codes";
import type { StatementRunner } from "@/lib/db";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { DuplicateKey } from "@/lib/identity/unique-keys";
import type { Verification } from "@/lib/identity/verified-person";
import { notifyOnceADay, type Mailing } from "@/lib/mail/outbox";
import { confirmAttempt } from "@/lib/verification/attempt-ending";
import { attemptLifetime } from "@/lib/verification/attempts";
import type { ForThePersonAlone, Refusal } from "@/lib/verification/outcome";
import type { Decision, Purpose } from "@/lib/verification/purpose";

/** Milliseconds that a child's attempt waits for a guardian's consent. */
export const guardianLifetime = 24 * 3_600_000;

/** Sign-up: the age limit, and one account per person. */
export function joinPurpose(context: JoinContext): Purpose {
  return async (_attempt, verification, now) => {
    const { db, statements } = context;
    const known = await recognise(statements, verification.person, { ...context, now });
    const decision = mayJoin(verification.person, { ...context, known, now });
    switch (decision.kind) {
      case "eligible":
        return accepted(context, verification, { now, lifetime: attemptLifetime });
      case "needs_guardian":
        return accepted(context, verification, {
          now,
          lifetime: guardianLifetime,
          guardianRequired: true,
        });
      case "already_joined": {
        const { accountId } = decision;
        await notifyOnceADay(db, accountId, { kind: "joined_again" }, { ...context, now });
        // The account may have been deleted meanwhile.
        const hint = await readAccountHint(accountId, { db });
        return refused(decision.kind, hint === null ? {} : { hint });
      }
      case "under_age":
        return refused(decision.kind, { admittedFrom: decision.admittedFrom });
      case "rejoin_cooldown":
        return refused(decision.kind, { admittedFrom: decision.rejoinFrom });
      case "no_ci":
        return refused(decision.kind);
    }
  };
}

function accepted(
  { db, sealKeys }: JoinContext,
  verification: Verification,
  until: { now: Date; lifetime: number; guardianRequired?: boolean },
): Decision {
  return {
    kind: "accepted",
    conclude: (hold) => confirmAttempt(db, hold, verification, { ...until, sealKeys }),
  };
}

function refused(code: Code, forThePersonAlone: ForThePersonAlone = {}): Refusal {
  return { kind: "refusal", state: "refused", code, ...forThePersonAlone };
}

export type JoinContext = {
  db: PrismaClient;
  statements: StatementRunner;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  guardianConsent: boolean;
  duplicateKey: DuplicateKey;
  mailing: Mailing;
};
