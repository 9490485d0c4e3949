import type { Code } from "@/lib/codes";
import type { FetchedVerification, Verification } from "@/lib/identity/verified-person";
import type { AttemptView } from "@/lib/verification/attempts";
import type { Decision, Purposes } from "@/lib/verification/purpose";

/**
 * What PortOne's answer means for this attempt: the record must be its own, finished, fresh and of
 * a live channel; then the attempt's purpose decides whether the person may do what it is for.
 */
export async function judge(
  attempt: AttemptView,
  fetched: FetchedVerification,
  { purposes, now }: { purposes: Purposes; now: Date },
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
      return { kind: "refusal", state: "failed", code: "verification_test_channel" };
    case "verified":
      return judgeVerified(attempt, fetched.verification, { purposes, now });
  }
}

/** Whose record it is comes before what it says: another's must look like none at all. */
function retryIfOurs(attempt: AttemptView, attemptId: string | null, code: Code): Finding {
  return attemptId === attempt.id ? { kind: "retry", code } : notOurs;
}

async function judgeVerified(
  attempt: AttemptView,
  verification: Verification,
  { purposes, now }: { purposes: Purposes; now: Date },
): Promise<Finding> {
  if (verification.attemptId !== attempt.id) return notOurs;
  if (!isFresh(verification.verifiedAt, attempt.createdAt, now)) {
    return { kind: "refusal", state: "failed", code: "verification_stale" };
  }
  return purposes[attempt.purpose](attempt, verification, now);
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

const notOurs: Finding = {
  kind: "retry",
  code: "verification_unknown",
  reason: "attempt_mismatch",
};

export type Finding = Decision | { kind: "retry"; code: Code; reason?: string };
