import type { AttemptView } from "@/lib/verification/attempts";
import {
  claimProviderId,
  moveClaim,
  releaseAttempt,
  type Claim,
  type Moment,
} from "@/lib/verification/provider-id-hold";
import { declineAttempt, settleConfirmed } from "@/lib/verification/attempt-ending";
import { settleGuardian } from "@/lib/guardians/guardian-consent";
import { judge, linkExpired, type Finding } from "@/lib/verification/judge";
import type { DuplicateKey } from "@/lib/accounts/may-join";
import { digestProviderId, type ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import type { AccountHint } from "@/lib/accounts/read-account";
import type { Code } from "@/lib/codes";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { AgePolicy } from "@/lib/identity/age-policy";
import type { FetchedVerification, Verification } from "@/lib/identity/verified-person";

/**
 * Both doors, the popup's POST and the redirect's GET, lead here. The browser's word is only an
 * id; PortOne is asked by us, and the record must carry the id that one of this browser's attempts
 * minted: that one is decided, whichever the person had before their eyes.
 *
 * The provider id is claimed before PortOne is asked. The same browser sending the same id again
 * gets the same answer without a second question. Anything that does not settle the attempt gives
 * the claim back, so that the person can go on.
 *
 * @param attempts those of this browser, the latest first; at least one.
 */
export async function confirmAmong(
  attempts: readonly AttemptView[],
  providerId: string,
  rules: ConfirmRules,
): Promise<Confirmation> {
  const [latest] = attempts;
  if (latest === undefined) throw new Error("There is no attempt to confirm");
  const mayBeMeant = rules.providerIdIsAttemptId
    ? attempts.filter(({ id }) => id === providerId)
    : attempts;
  if (mayBeMeant.length === 0) return { attempt: latest, outcome: mismatch };
  const { db, now, indexKeys, clock = performance.now.bind(performance) } = rules;
  const began = clock();
  const moment = { now, elapsed: () => clock() - began };
  const digest = digestProviderId(providerId, indexKeys);
  const claim = await claimProviderId(db, mayBeMeant, digest, moment);
  return claim.kind === "answered"
    ? claim
    : ask(claim, { attempts: mayBeMeant, providerId, digest, moment }, rules);
}

/** The same where one attempt alone can be meant. */
export async function confirmIdentity(
  attempt: AttemptView,
  providerId: string,
  rules: ConfirmRules,
): Promise<ConfirmOutcome> {
  return (await confirmAmong([attempt], providerId, rules)).outcome;
}

async function ask(first: Claim, question: Question, rules: ConfirmRules): Promise<Confirmation> {
  const { db } = rules;
  const { attempts, providerId, digest, moment } = question;
  let claim = first;
  try {
    const fetched = await rules.fetchVerification(providerId);
    const named = attempts.find(({ id }) => id === attemptIdOf(fetched));
    if (named !== undefined && named.id !== claim.attemptId) {
      const moved = await moveClaim(db, claim, named, digest, moment);
      if (moved.kind === "answered") return moved;
      claim = moved;
    }
    const attempt = attempts.find(({ id }) => id === claim.attemptId);
    if (attempt === undefined) throw new Error("A claim for none of the attempts");
    const finding = await judge(attempt, fetched, rules);
    return { attempt, outcome: await conclude(attempt, claim, finding, rules) };
  } catch (error) {
    // What went wrong first is what is told; a claim that cannot be given back ends by itself.
    await releaseAttempt(db, claim).catch(() => undefined);
    throw error;
  }
}

async function conclude(
  attempt: AttemptView,
  claim: Claim,
  finding: Finding,
  rules: ConfirmRules,
): Promise<ConfirmOutcome> {
  const { db } = rules;
  switch (finding.kind) {
    case "eligible":
      return settleConfirmed(db, claim, finding.verification, { ...rules, ...finding });
    case "consents":
      return settleConsent(attempt, claim, finding.verification, rules);
    case "terminal":
      return declineAttempt(db, claim, finding);
    case "retry":
      await releaseAttempt(db, claim);
      return { kind: "declined", code: finding.code, ...reasonOf(finding) };
  }
}

/** Which attempt the record is for; null where PortOne shows none. */
function attemptIdOf(fetched: FetchedVerification): string | null {
  switch (fetched.kind) {
    case "verified":
      return fetched.verification.attemptId;
    case "unfinished":
    case "failed":
    case "incomplete":
      return fetched.attemptId;
    case "foreign-channel":
    case "unknown":
    case "unavailable":
    case "rejected-us":
      return null;
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
   * `reason` is for the log only. The rest is for the person alone: it is told once and not kept
   * with the attempt. `admittedFrom`, YYYY-MM-DD: from when one who is too young or left lately may
   * join. `hint`: the account of one who has joined already.
   */
  | { kind: "declined"; code: Code; reason?: string; admittedFrom?: string; hint?: AccountHint };

/** The attempt that was decided, and how. */
export type Confirmation = { attempt: AttemptView; outcome: ConfirmOutcome };

type Question = {
  attempts: readonly AttemptView[];
  providerId: string;
  digest: ProviderIdDigest;
  moment: Moment;
};

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
  /** Milliseconds, by a clock that only goes forward; the process's own unless a test brings one. */
  clock?: () => number;
};
