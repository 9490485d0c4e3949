import { confirmStranger } from "@/lib/accounts/recognise";
import { mayJoin, refuseKnown, type JoinDecision } from "@/lib/accounts/may-join";
import { readAccountHint } from "@/lib/accounts/read-account";
import type { Code } from "@/lib/codes";
import type { StatementRunner } from "@/lib/db";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { DuplicateKey } from "@/lib/identity/unique-keys";
import type { Verification } from "@/lib/identity/verified-person";
import { notifyOnceADay, type Mailing } from "@/lib/mail/outbox";
import { attemptLifetime } from "@/lib/verification/attempts";
import type { ForThePersonAlone, Refusal } from "@/lib/verification/outcome";
import type { Hold } from "@/lib/verification/provider-id-hold";
import type { Decision, Purpose } from "@/lib/verification/purpose";

/** Milliseconds that a child's attempt waits for a guardian's consent. */
export const guardianLifetime = 24 * 3_600_000;

/**
 * Sign-up: the age limit, and one account per person. Whether they are a stranger is asked by the
 * statement that confirms one.
 */
export function joinPurpose(context: JoinContext): Purpose {
  return async (_attempt, verification, now) => {
    const { person } = verification;
    const decision = mayJoin(person, { ...context, known: { kind: "stranger" }, now });
    if (decision.kind === "eligible") {
      return accepted(context, verification, { now, lifetime: attemptLifetime });
    }
    if (decision.kind === "needs_guardian") {
      const until = { now, lifetime: guardianLifetime, guardianRequired: true };
      return accepted(context, verification, until);
    }
    return refusedFor(decision, context, now);
  };
}

function accepted(
  context: JoinContext,
  verification: Verification,
  until: { now: Date; lifetime: number; guardianRequired?: boolean },
): Decision {
  const { statements, sealKeys, indexKeys, duplicateKey } = context;
  const keys = { sealKeys, indexKeys, duplicateKey };
  const conclude = async (hold: Hold) => {
    const known = await confirmStranger(statements, hold, verification, { ...keys, ...until });
    if (known.kind !== "member" && known.kind !== "left") return known;
    return refusedFor(refuseKnown(known), context, until.now);
  };
  return { kind: "accepted", conclude };
}

async function refusedFor(
  decision: Exclude<JoinDecision, { kind: "eligible" | "needs_guardian" }>,
  context: JoinContext,
  now: Date,
): Promise<Refusal> {
  switch (decision.kind) {
    case "already_joined": {
      const { db } = context;
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
