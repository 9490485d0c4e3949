import { setTimeout as sleep } from "node:timers/promises";
import {
  attemptLifetime,
  guardianLifetime,
  viewAttempt,
  type AttemptView,
} from "@/lib/accounts/attempts";
import type { ConfirmOutcome } from "@/lib/accounts/confirm-identity";
import type { Terminal } from "@/lib/accounts/judge";
import { sealAttemptPerson } from "@/lib/accounts/sealing";
import { isUniqueViolation } from "@/lib/db";
import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import type { Verification } from "@/lib/identity/verified-person";

/** Longer than PortOne is given to answer: an older claim was left by a crash. */
export const claimLifetime = 15_000;

/**
 * Takes the attempt and the provider id for one question to PortOne. Both are decided by the
 * database: the attempt by a conditional update, the provider id by its unique index. A second
 * request for the same id waits for the first one's answer.
 */
export async function claimAttempt(
  db: PrismaClient,
  { id }: AttemptView,
  providerId: string,
  now: Date,
): Promise<Claim | { kind: "answered"; outcome: ConfirmOutcome }> {
  for (let waited = 0; ; waited += pollInterval) {
    const at = new Date(now.getTime() + waited);
    const claim: Claim = { kind: "claimed", attemptId: id, providerId, claimedAt: at };
    const taken = await take(db, claim);
    if (taken === "yes") return claim;
    if (taken === "id-used" && !(await isIdBeingAsked(db, providerId, at))) {
      return { kind: "answered", outcome: declined("verification_used") };
    }
    const row = await db.attempt.findUnique({ where: { id } });
    const outcome =
      row === null ? declined("attempt_missing") : answer(viewAttempt(row, at), providerId);
    if (outcome !== null) return { kind: "answered", outcome };
    if (waited > claimLifetime)
      return { kind: "answered", outcome: declined("provider_unavailable") };
    await sleep(pollInterval);
  }
}

const pollInterval = 100;

async function take(db: PrismaClient, claim: Claim): Promise<"yes" | "attempt-busy" | "id-used"> {
  const { attemptId, providerId, claimedAt } = claim;
  try {
    const { count } = await db.attempt.updateMany({
      where: {
        id: attemptId,
        expiresAt: { gt: claimedAt },
        OR: [
          { state: "issued" },
          { state: "confirming", claimedAt: { lt: abandonedBefore(claimedAt) } },
        ],
      },
      data: { state: "confirming", providerId, claimedAt },
    });
    return count === 1 ? "yes" : "attempt-busy";
  } catch (error) {
    if (isUniqueViolation(error)) return "id-used";
    throw error;
  }
}

/**
 * Whether another attempt holds the id only while it asks PortOne: it may have no right to it and
 * give it back, so its owner waits instead of being refused. Frees an id that a crash left claimed.
 */
async function isIdBeingAsked(db: PrismaClient, providerId: string, now: Date): Promise<boolean> {
  await db.attempt.updateMany({
    where: { providerId, state: "confirming", claimedAt: { lt: abandonedBefore(now) } },
    data: released,
  });
  const holder = await db.attempt.findUnique({ where: { providerId } });
  return holder === null || holder.state === "confirming";
}

function abandonedBefore(now: Date): Date {
  return new Date(now.getTime() - claimLifetime);
}

const released = { state: "issued", providerId: null, claimedAt: null } as const;

/** What a request hears that could not claim; null while there is something to wait for. */
function answer(attempt: AttemptView, providerId: string): ConfirmOutcome | null {
  const sameId = attempt.providerId === providerId;
  switch (attempt.state) {
    case "issued":
      return null;
    case "confirming":
      return sameId ? null : declined("verification_used");
    case "confirmed":
      return sameId ? confirmedOutcome(attempt) : declined("verification_used");
    case "consumed":
      return sameId ? { kind: "consumed" } : declined("verification_used");
    case "refused":
    case "failed":
      return sameId ? declined(attempt.outcome ?? "unexpected") : declined("verification_used");
    case "expired":
      return declined("attempt_expired");
  }
}

/** Where a confirmed person goes on. */
export function confirmedOutcome({ guardianRequired }: { guardianRequired: boolean }) {
  return { kind: guardianRequired ? "needs_guardian" : "confirmed" } as const;
}

function declined(code: Extract<ConfirmOutcome, { kind: "declined" }>["code"]): ConfirmOutcome {
  return { kind: "declined", code };
}

/** Only the holder of the claim may settle it; a claim that was taken over changes nothing. */
function held({ attemptId, providerId, claimedAt }: Claim) {
  return { id: attemptId, state: "confirming", providerId, claimedAt } as const;
}

/** Gives the claim back: the attempt can be tried again, the provider id is free. */
export async function releaseAttempt(db: PrismaClient, claim: Claim): Promise<void> {
  await db.attempt.updateMany({
    where: held(claim),
    data: released,
  });
}

/** Ends the attempt with a refusal. Nothing about the person is kept. */
export async function declineAttempt(
  db: PrismaClient,
  claim: Claim,
  { state, code, existingAccountId, admittedFrom }: Terminal,
): Promise<ConfirmOutcome> {
  const { count } = await db.attempt.updateMany({
    where: held(claim),
    data: { state, outcome: code, existingAccountId: existingAccountId ?? null },
  });
  if (count !== 1) return declined("provider_unavailable");
  return { kind: "declined", code, ...(admittedFrom === undefined ? {} : { admittedFrom }) };
}

/**
 * Seals the person on the attempt, until the account is opened: within the attempt's lifetime, or
 * within a day where a guardian has to be reached.
 */
export async function settleConfirmed(
  db: PrismaClient | Prisma.TransactionClient,
  claim: Claim,
  { person, provider, verifiedAt }: Verification,
  { sealKeys, now, guardianRequired }: { sealKeys: KeyRing; now: Date; guardianRequired: boolean },
): Promise<ConfirmOutcome> {
  const { sealed, keyId } = sealAttemptPerson(person, claim.attemptId, sealKeys);
  const lifetime = guardianRequired ? guardianLifetime : attemptLifetime;
  const { count } = await db.attempt.updateMany({
    where: held(claim),
    data: {
      state: "confirmed",
      guardianRequired,
      personSealed: sealed,
      personSealedKeyId: keyId,
      provider,
      verifiedAt,
      expiresAt: new Date(now.getTime() + lifetime),
    },
  });
  return count === 1 ? confirmedOutcome({ guardianRequired }) : declined("provider_unavailable");
}

export type Claim = { kind: "claimed"; attemptId: string; providerId: string; claimedAt: Date };
