import { setTimeout as sleep } from "node:timers/promises";
import { viewAttempt, type AttemptView } from "@/lib/verification/attempts";
import type { Confirmation, ConfirmOutcome } from "@/lib/verification/outcome";
import type { ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import { isUniqueViolation } from "@/lib/db";
import type { Attempt, Prisma, PrismaClient } from "@/lib/generated/prisma/client";

/** Longer than PortOne is given to answer: an older hold was left by a crash. */
export const holdLifetime = 15_000;

/**
 * Takes the provider id for one question to PortOne, with one of this browser's attempts, the latest
 * first. Both are decided by the database: the attempt by a conditional update, the provider id by
 * its unique index. A second request for the same id waits for the first one's answer.
 */
export async function holdProviderId(
  db: PrismaClient,
  attempts: readonly AttemptView[],
  digest: ProviderIdDigest,
  { now, elapsed }: Moment,
): Promise<Hold | Answered> {
  for (;;) {
    const at = new Date(now.getTime() + elapsed());
    const step = await tryToHold(db, attempts, digest, at);
    if (step !== "wait") return step;
    if (elapsed() > holdLifetime) return answered(attempts, declined("provider_unavailable"));
    await sleep(pollInterval);
  }
}

const pollInterval = 100;

async function tryToHold(
  db: PrismaClient,
  attempts: readonly AttemptView[],
  digest: ProviderIdDigest,
  at: Date,
): Promise<Hold | Answered | "wait"> {
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
 * The record names another of this browser's attempts than the one that asked: the hold moves there
 * in one transaction. Where that one cannot take it now, the hold is given back and sought anew.
 */
export async function moveHold(
  db: PrismaClient,
  hold: Hold,
  to: AttemptView,
  digest: ProviderIdDigest,
  moment: Moment,
): Promise<Hold | Answered> {
  const at = new Date(moment.now.getTime() + moment.elapsed());
  const moved = await db.$transaction(async (tx) => {
    const ids = [hold.attemptId, to.id];
    // In one order, so that two holds that pass each other do not wait for each other.
    await tx.$queryRaw`SELECT id FROM attempts WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
    const { count } = await tx.attempt.updateMany({ where: whereHeld(hold), data: released });
    return count === 1 ? take(tx, to.id, digest, at) : null;
  });
  return moved ?? holdProviderId(db, [to], digest, moment);
}

async function take(
  db: PrismaClient | Prisma.TransactionClient,
  attemptId: string,
  { current: providerId }: ProviderIdDigest,
  heldAt: Date,
): Promise<Hold | null> {
  try {
    const { count } = await db.attempt.updateMany({
      where: {
        id: attemptId,
        expiresAt: { gt: heldAt },
        OR: [{ state: "issued" }, { state: "confirming", heldAt: { lt: abandonedBefore(heldAt) } }],
      },
      data: { state: "confirming", providerId, heldAt },
    });
    return count === 1 ? { kind: "held", attemptId, providerId, heldAt } : null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

function isTakeable(row: Attempt, at: Date): boolean {
  const { state } = viewAttempt(row, at);
  return state === "issued" || (state === "confirming" && isAbandoned(row, at));
}

function isAbandoned({ heldAt }: Attempt, at: Date): boolean {
  return heldAt !== null && heldAt < abandonedBefore(at);
}

function abandonedBefore(at: Date): Date {
  return new Date(at.getTime() - holdLifetime);
}

/** Frees an id that a crash left held; not where somebody has taken it over meanwhile. */
async function free(db: PrismaClient, { id, heldAt }: Attempt): Promise<void> {
  await db.attempt.updateMany({ where: { id, state: "confirming", heldAt }, data: released });
}

const released = { state: "issued", providerId: null, heldAt: null } as const;

/** Gives the hold back: the attempt can be tried again, the provider id is free. */
export async function releaseHold(db: PrismaClient, hold: Hold): Promise<void> {
  await db.attempt.updateMany({ where: whereHeld(hold), data: released });
}

/** Only the holder of the hold may end it; a hold that was taken over changes nothing. */
export function whereHeld({ attemptId, providerId, heldAt }: Hold) {
  return { id: attemptId, state: "confirming", providerId, heldAt } as const;
}

function holds(providerId: string | null, { all }: ProviderIdDigest): boolean {
  return providerId !== null && all.includes(providerId);
}

/** What a request hears that could not hold, of an attempt that is not under way. */
function answer(attempt: AttemptView, sameId: boolean): ConfirmOutcome {
  switch (attempt.state) {
    case "issued":
    case "confirming":
      throw new Error(`There is something to wait for: ${attempt.state}`);
    case "confirmed":
      return sameId ? confirmedAs(attempt) : declined("verification_used");
    case "consumed":
      return sameId ? { kind: "consumed" } : declined("verification_used");
    case "refused":
    case "failed":
      return sameId ? declined(attempt.outcome ?? "unexpected") : declined("verification_used");
    case "expired":
      return declined("attempt_expired");
  }
}

function confirmedAs({ guardianRequired }: AttemptView): ConfirmOutcome {
  return { kind: "confirmed", guardianRequired };
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

export type Hold = { kind: "held"; attemptId: string; providerId: string; heldAt: Date };
export type Answered = { kind: "answered" } & Confirmation;
/** `elapsed`: milliseconds since `now`, by a clock that only goes forward. */
export type Moment = { now: Date; elapsed: () => number };
