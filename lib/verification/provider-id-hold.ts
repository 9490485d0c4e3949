import { setTimeout as sleep } from "node:timers/promises";
import { viewAttempt, type AttemptView } from "@/lib/verification/attempts";
import type { ConfirmOutcome, Confirmation } from "@/lib/verification/confirm-identity";
import type { ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import { isUniqueViolation } from "@/lib/db";
import type { Attempt, Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** Longer than PortOne is given to answer: an older claim was left by a crash. */
export const claimLifetime = 15_000;

/**
 * Takes the provider id for one question to PortOne, with one of this browser's attempts, the latest
 * first. Both are decided by the database: the attempt by a conditional update, the provider id by
 * its unique index. A second request for the same id waits for the first one's answer.
 */
export async function claimProviderId(
  db: PrismaClient,
  attempts: readonly AttemptView[],
  digest: ProviderIdDigest,
  { now, elapsed }: Moment,
): Promise<Claim | Answered> {
  for (;;) {
    const at = new Date(now.getTime() + elapsed());
    const step = await tryToClaim(db, attempts, digest, at);
    if (step !== "wait") return step;
    if (elapsed() > claimLifetime) return answered(attempts, declined("provider_unavailable"));
    await sleep(pollInterval);
  }
}

const pollInterval = 100;

async function tryToClaim(
  db: PrismaClient,
  attempts: readonly AttemptView[],
  digest: ProviderIdDigest,
  at: Date,
): Promise<Claim | Answered | "wait"> {
  const ids = attempts.map(({ id }) => id);
  const rows = await db.attempt.findMany({
    where: { OR: [{ id: { in: ids } }, { providerId: { in: [...digest.all] } }] },
  });
  const own = ids.flatMap((id) => rows.filter((row) => row.id === id));
  const holder = rows.find(({ providerId }) => holds(providerId, digest));
  if (holder !== undefined && !ids.includes(holder.id)) {
    if (holder.state !== "confirming") return answered(attempts, declined("verification_used"));
    // It may have no right to the id and give it back, so the owner waits instead of being refused.
    if (isAbandoned(holder, at)) await free(db, holder);
    return "wait";
  }
  const candidates = holder === undefined ? own : [holder];
  const takeable = candidates.find((row) => isTakeable(row, at));
  if (takeable !== undefined) return (await take(db, takeable.id, digest, at)) ?? "wait";
  const [first] = candidates;
  if (first === undefined) return answered(attempts, declined("attempt_missing"));
  if (candidates.some((row) => viewAttempt(row, at).state === "confirming")) return "wait";
  const outcome = answer(viewAttempt(first, at), holder !== undefined);
  return answered(
    attempts.filter(({ id }) => id === first.id),
    outcome,
  );
}

/**
 * The record names another of this browser's attempts than the one that asked: the claim moves there
 * in one transaction. Where that one cannot take it now, the claim is given back and sought anew.
 */
export async function moveClaim(
  db: PrismaClient,
  claim: Claim,
  to: AttemptView,
  digest: ProviderIdDigest,
  moment: Moment,
): Promise<Claim | Answered> {
  const at = new Date(moment.now.getTime() + moment.elapsed());
  const moved = await db.$transaction(async (tx) => {
    const ids = [claim.attemptId, to.id];
    // In one order, so that two claims that pass each other do not wait for each other.
    await tx.$queryRaw`SELECT id FROM attempts WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
    const { count } = await tx.attempt.updateMany({ where: held(claim), data: released });
    return count === 1 ? take(tx, to.id, digest, at) : null;
  });
  return moved ?? claimProviderId(db, [to], digest, moment);
}

async function take(
  db: PrismaClient | Prisma.TransactionClient,
  attemptId: string,
  { current: providerId }: ProviderIdDigest,
  claimedAt: Date,
): Promise<Claim | null> {
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
    return count === 1 ? { kind: "claimed", attemptId, providerId, claimedAt } : null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

function isTakeable(row: Attempt, at: Date): boolean {
  const { state } = viewAttempt(row, at);
  return state === "issued" || (state === "confirming" && isAbandoned(row, at));
}

function isAbandoned({ claimedAt }: Attempt, at: Date): boolean {
  return claimedAt !== null && claimedAt < abandonedBefore(at);
}

function abandonedBefore(at: Date): Date {
  return new Date(at.getTime() - claimLifetime);
}

/** Frees an id that a crash left claimed; not where somebody has taken it over meanwhile. */
async function free(db: PrismaClient, { id, claimedAt }: Attempt): Promise<void> {
  await db.attempt.updateMany({ where: { id, state: "confirming", claimedAt }, data: released });
}

const released = { state: "issued", providerId: null, claimedAt: null } as const;

/** Gives the claim back: the attempt can be tried again, the provider id is free. */
export async function releaseAttempt(db: PrismaClient, claim: Claim): Promise<void> {
  await db.attempt.updateMany({ where: held(claim), data: released });
}

/** Only the holder of the claim may end it; a claim that was taken over changes nothing. */
export function held({ attemptId, providerId, claimedAt }: Claim) {
  return { id: attemptId, state: "confirming", providerId, claimedAt } as const;
}

function holds(providerId: string | null, { all }: ProviderIdDigest): boolean {
  return providerId !== null && all.includes(providerId);
}

/** What a request hears that could not claim, of an attempt that is not under way. */
function answer(attempt: AttemptView, sameId: boolean): ConfirmOutcome {
  switch (attempt.state) {
    case "issued":
    case "confirming":
      throw new Error(`There is something to wait for: ${attempt.state}`);
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

export function declined(
  code: Extract<ConfirmOutcome, { kind: "declined" }>["code"],
): ConfirmOutcome {
  return { kind: "declined", code };
}

function answered([attempt]: readonly AttemptView[], outcome: ConfirmOutcome): Answered {
  if (attempt === undefined) throw new Error("There is no attempt to answer for");
  return { kind: "answered", attempt, outcome };
}

export type Claim = { kind: "claimed"; attemptId: string; providerId: string; claimedAt: Date };
export type Answered = { kind: "answered" } & Confirmation;
/** `elapsed`: milliseconds since `now`, by a clock that only goes forward. */
export type Moment = { now: Date; elapsed: () => number };
