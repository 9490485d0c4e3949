import type { AttemptView } from "@/lib/accounts/attempts";
import {
  claimAttempt,
  declineAttempt,
  releaseAttempt,
  settleConfirmed,
  type Claim,
} from "@/lib/accounts/claim";
import { settleGuardian } from "@/lib/accounts/guardian-consent";
import { judge, linkExpired } from "@/lib/accounts/judge";
import type { DuplicateKey } from "@/lib/accounts/may-join";
import type { Code } from "@/lib/codes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { FetchedVerification, Verification } from "@/lib/identity/verified-person";

/**
 * Both doors, the popup's POST and the redirect's GET, lead here. The browser's word is only an
 * id; PortOne is asked by us, and the record must carry the id that this browser's attempt minted.
 *
 * The provider id is claimed before PortOne is asked. The same browser sending the same id again
 * gets the same answer without a second question. Anything that does not settle the attempt gives
 * the claim back, so that the person can go on.
 */
export async function confirmIdentity(
  attempt: AttemptView,
  providerId: string,
  rules: ConfirmRules,
): Promise<ConfirmOutcome> {
  const { db, now } = rules;
  if (rules.providerIdIsAttemptId && providerId !== attempt.id) return mismatch;
  const claim = await claimAttempt(db, attempt, providerId, now);
  if (claim.kind === "answered") return claim.outcome;
  try {
    const finding = await judge(attempt, await rules.fetchVerification(providerId), rules);
    switch (finding.kind) {
      case "eligible":
        return await settleConfirmed(db, claim, finding.verification, { ...rules, ...finding });
      case "consents":
        return await settleConsent(attempt, claim, finding.verification, rules);
      case "terminal":
        return await declineAttempt(db, claim, finding);
      case "retry":
        await releaseAttempt(db, claim);
        return { kind: "declined", code: finding.code, ...reasonOf(finding) };
    }
  } catch (error) {
    await releaseAttempt(db, claim);
    throw error;
  }
}

/** Where the child is gone meanwhile, the guardian's attempt ends too. */
async function settleConsent(
  attempt: AttemptView,
  claim: Claim,
  verification: Verification,
  rules: ConfirmRules,
): Promise<ConfirmOutcome> {
  const outcome = await settleGuardian(attempt, claim, verification, rules);
  return outcome.kind === "declined" && outcome.code === "guardian_link_expired"
    ? declineAttempt(rules.db, claim, linkExpired)
    : outcome;
}

const mismatch: ConfirmOutcome = {
  kind: "declined",
  code: "verification_unknown",
  reason: "attempt_mismatch",
};

function reasonOf({ reason }: { reason?: string }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

export type ConfirmOutcome =
  | { kind: "confirmed" }
  /** Confirmed, but too young to join without a guardian's consent. */
  | { kind: "needs_guardian" }
  /** The account is open, or the guardian's consent is recorded. */
  | { kind: "consumed" }
  /**
   * `reason` is for the log only. `admittedFrom`, YYYY-MM-DD, from when one who is too young or
   * left lately may join, is for the person alone: it is told once and not kept with the attempt.
   */
  | { kind: "declined"; code: Code; reason?: string; admittedFrom?: string };

export type ConfirmRules = {
  db: PrismaClient;
  fetchVerification: (providerId: string) => Promise<FetchedVerification>;
  /** V2: the id at PortOne is our own attempt's id, so any other can be refused unasked. */
  providerIdIsAttemptId: boolean;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  guardianConsent: boolean;
  duplicateKey: DuplicateKey;
  now: Date;
};
