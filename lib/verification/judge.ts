import { recognise } from "@/lib/accounts/account-store";
import type { AttemptView } from "@/lib/verification/attempts";
import type { ConfirmRules } from "@/lib/verification/confirm-identity";
import { readWard } from "@/lib/guardians/guardian-consent";
import { mayConsent } from "@/lib/guardians/may-consent";
import { mayJoin } from "@/lib/accounts/may-join";
import { readAccountHint, type AccountHint } from "@/lib/accounts/read-account";
import type { Code } from "@/lib/codes";
import type { FetchedVerification, Verification } from "@/lib/identity/verified-person";

/**
 * What PortOne's answer means for this attempt: the record must be its own, finished, fresh and of
 * a live channel; then it is asked whether the person may do what the attempt is for.
 */
export async function judge(
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

/** The record is this attempt's own and of now; what follows depends on what the attempt is for. */
async function judgeVerified(
  attempt: AttemptView,
  verification: Verification,
  rules: ConfirmRules,
): Promise<Finding> {
  if (verification.attemptId !== attempt.id) {
    return { kind: "retry", code: "verification_unknown", reason: "attempt_mismatch" };
  }
  if (!isFresh(verification.verifiedAt, attempt.createdAt, rules.now)) {
    return { kind: "terminal", state: "failed", code: "verification_stale" };
  }
  switch (attempt.purpose) {
    case "signup":
      return judgeJoining(verification, rules);
    case "guardian":
      return judgeConsent(attempt, verification, rules);
    case "recovery":
    case "reverification":
      throw new Error(`Nothing begins an attempt for ${attempt.purpose}`);
  }
}

async function judgeJoining(verification: Verification, rules: ConfirmRules): Promise<Finding> {
  const { person } = verification;
  const known = await recognise(rules.db, person, rules);
  const decision = mayJoin(person, { ...rules, known });
  switch (decision.kind) {
    case "eligible":
      return { kind: "eligible", verification, guardianRequired: false };
    case "needs_guardian":
      return { kind: "eligible", verification, guardianRequired: true };
    case "already_joined":
      return refused(decision.kind, await hintOf(decision.accountId, rules));
    case "under_age":
      return refused(decision.kind, { admittedFrom: decision.admittedFrom });
    case "rejoin_cooldown":
      return refused(decision.kind, { admittedFrom: decision.rejoinFrom });
    case "no_ci":
      return refused(decision.kind);
  }
}

/** None where the account is gone in the meantime. */
async function hintOf(accountId: string, { db }: ConfirmRules): Promise<Partial<Terminal>> {
  const hint = await readAccountHint(accountId, { db });
  return hint === null ? {} : { hint };
}

async function judgeConsent(
  { wardAttemptId }: AttemptView,
  verification: Verification,
  rules: ConfirmRules,
): Promise<Finding> {
  const ward = await readWard(wardAttemptId, rules);
  if (ward === null) return linkExpired;
  const decision = mayConsent(verification.person, ward, rules.now);
  return decision === "eligible" ? { kind: "consents", verification } : refused(decision);
}

function refused(code: Code, more: Partial<Terminal> = {}): Terminal {
  return { kind: "terminal", state: "refused", code, ...more };
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

export const linkExpired: Terminal = {
  kind: "terminal",
  state: "failed",
  code: "guardian_link_expired",
};

export type Terminal = {
  kind: "terminal";
  state: "refused" | "failed";
  code: Code;
  admittedFrom?: string;
  hint?: AccountHint;
};

export type Finding =
  | { kind: "eligible"; verification: Verification; guardianRequired: boolean }
  | { kind: "consents"; verification: Verification }
  | Terminal
  | { kind: "retry"; code: Code; reason?: string };
