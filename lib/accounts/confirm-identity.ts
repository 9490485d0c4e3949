import type { AttemptView } from "@/lib/accounts/attempts";
import {
  claimAttempt,
  declineAttempt,
  releaseAttempt,
  settleConfirmed,
} from "@/lib/accounts/claim";
import { findAccountOf } from "@/lib/accounts/account-store";
import { mayJoin, type DuplicateKey } from "@/lib/accounts/may-join";
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
        return await settleConfirmed(db, claim, finding.verification, rules);
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

const mismatch: ConfirmOutcome = {
  kind: "declined",
  code: "verification_unknown",
  reason: "attempt_mismatch",
};

async function judge(
  attempt: AttemptView,
  fetched: FetchedVerification,
  rules: ConfirmRules,
): Promise<Finding> {
  switch (fetched.kind) {
    case "unavailable":
      return { kind: "retry", code: "provider_unavailable", reason: fetched.reason };
    case "rejected-us":
      return { kind: "retry", code: "provider_rejected_us" };
    case "unknown":
      return { kind: "retry", code: "verification_unknown" };
    case "unfinished":
      return retryIfOurs(attempt, fetched.attemptId, "verification_unfinished");
    case "failed":
      return retryIfOurs(
        attempt,
        fetched.attemptId,
        fetched.cancelled ? "verification_cancelled" : "verification_failed",
      );
    case "incomplete":
      return retryIfOurs(attempt, fetched.attemptId, "verification_failed");
    case "foreign-channel":
      return { kind: "terminal", state: "failed", code: "verification_test_channel" };
    case "verified":
      return judgeVerified(attempt, fetched.verification, rules);
  }
}

/** Whose record it is comes before what it says: another's must look like none at all. */
function retryIfOurs(attempt: AttemptView, attemptId: string | null, code: Code): Finding {
  return attemptId === attempt.id
    ? { kind: "retry", code }
    : { kind: "retry", code: "verification_unknown", reason: "attempt_mismatch" };
}

async function judgeVerified(
  attempt: AttemptView,
  verification: Verification,
  { db, now, indexKeys, policy, duplicateKey }: ConfirmRules,
): Promise<Finding> {
  if (verification.attemptId !== attempt.id) {
    return { kind: "retry", code: "verification_unknown", reason: "attempt_mismatch" };
  }
  if (!isFresh(verification.verifiedAt, attempt.createdAt, now)) {
    return { kind: "terminal", state: "failed", code: "verification_stale" };
  }
  const { person } = verification;
  const known = await findAccountOf(db, person, { indexKeys, duplicateKey });
  const decision = mayJoin(person, { policy, known, duplicateKey, now });
  switch (decision.kind) {
    case "eligible":
      return { kind: "eligible", verification };
    case "already_joined":
      return {
        kind: "terminal",
        state: "refused",
        code: decision.kind,
        existingAccountId: decision.accountId,
      };
    case "under_age":
    case "no_ci":
      return { kind: "terminal", state: "refused", code: decision.kind };
  }
}

const clockSkew = 60_000;
const freshness = 10 * 60_000;

/** Verified after the attempt began and at most ten minutes ago, with a minute between clocks. */
export function isFresh(verifiedAt: Date, attemptBegan: Date, now: Date): boolean {
  const at = verifiedAt.getTime();
  return (
    at >= attemptBegan.getTime() - clockSkew &&
    at >= now.getTime() - freshness - clockSkew &&
    at <= now.getTime() + clockSkew
  );
}

function reasonOf({ reason }: { reason?: string }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

/** `reason` is for the log only. */
export type ConfirmOutcome =
  { kind: "confirmed" } | { kind: "consumed" } | { kind: "declined"; code: Code; reason?: string };

export type ConfirmRules = {
  db: PrismaClient;
  fetchVerification: (providerId: string) => Promise<FetchedVerification>;
  /** V2: the id at PortOne is our own attempt's id, so any other can be refused unasked. */
  providerIdIsAttemptId: boolean;
  sealKeys: KeyRing;
  indexKeys: KeyRing;
  policy: AgePolicy;
  duplicateKey: DuplicateKey;
  now: Date;
};

export type Terminal = {
  kind: "terminal";
  state: "refused" | "failed";
  code: Code;
  existingAccountId?: string;
};

type Finding =
  | { kind: "eligible"; verification: Verification }
  | Terminal
  | { kind: "retry"; code: Code; reason?: string };
