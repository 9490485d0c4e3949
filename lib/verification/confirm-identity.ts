import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { Count } from "@/lib/limits/spend";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { refuseAttempt } from "@/lib/verification/attempt-ending";
import { findAttempts, viewAttempt, type AttemptView } from "@/lib/verification/attempts";
import { holdAtOnce, type HoldRequest } from "@/lib/verification/hold-at-once";
import { judge, type Finding } from "@/lib/verification/judge";
import type { Confirmation, ConfirmOutcome } from "@/lib/verification/outcome";
import type { Purposes } from "@/lib/verification/purpose";
import { digestProviderId, type ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import {
  holdProviderId,
  moveHold,
  releaseHold,
  type Hold,
  type Moment,
} from "@/lib/verification/provider-id-hold";

/**
 * Both doors, the popup's POST and the redirect's GET, lead here. The browser's word is only an
 * id; PortOne is asked by us, and the record must carry the id that one of this browser's attempts
 * minted: that one is decided, whichever the person had before their eyes.
 *
 * The provider id is held before PortOne is asked. The same browser sending the same id again
 * gets the same answer without a second question. Anything that does not settle the attempt gives
 * the hold back, so that the person can go on.
 *
 * @param attempts those of this browser, the latest first; at least one.
 */
export async function confirmAmong(
  attempts: readonly AttemptView[],
  providerId: string,
  context: ConfirmContext,
): Promise<Confirmation> {
  const [latest] = attempts;
  if (latest === undefined) throw new Error("There is no attempt to confirm");
  const mayBeMeant = context.providerIdIsAttemptId
    ? attempts.filter(({ id }) => id === providerId)
    : attempts;
  if (mayBeMeant.length === 0) return { attempt: latest, outcome: mismatch };
  const { db, indexKeys } = context;
  const moment = momentOf(context);
  const digest = digestProviderId(providerId, indexKeys);
  const hold = await holdProviderId(db, mayBeMeant, digest, moment);
  return hold.kind === "answered"
    ? hold
    : ask(hold, { attempts: mayBeMeant, providerId, digest, moment }, context);
}

/**
 * The same from the tickets of this browser: where nothing is in the way, the attempts are found, the
 * try is counted and the id is held by one statement.
 *
 * @param limit what the try counts against, and the way to count it where that statement did not.
 * @returns null where the tickets open no attempt.
 */
export async function confirmTickets(
  tickets: HoldRequest["tickets"],
  providerId: string,
  limit: TryLimit,
  context: ConfirmContext,
): Promise<Confirmation | Limited | null> {
  const { db, statements, now, indexKeys } = context;
  const mayBeMeant = context.providerIdIsAttemptId
    ? tickets.filter(({ id }) => id === providerId)
    : tickets;
  if (mayBeMeant.length > 0) {
    const moment = momentOf(context);
    const digest = digestProviderId(providerId, indexKeys);
    const request = { tickets: mayBeMeant, digest, count: limit.count, at: now };
    const found = await holdAtOnce(statements, request);
    const [latest] = found?.attempts ?? [];
    if (found !== null && latest !== undefined) {
      const { attempts, retryAfter, hold } = found;
      if (retryAfter !== null) return { kind: "limited", attempt: latest, retryAfter };
      if (hold !== null) return ask(hold, { attempts, providerId, digest, moment }, context);
      return confirmAmong(attempts, providerId, context);
    }
  }
  const attempts = await findAttempts(db, tickets, now);
  const [latest] = attempts;
  if (latest === undefined) return null;
  const retryAfter = limit.count === null ? null : await limit.spend();
  if (retryAfter !== null) return { kind: "limited", attempt: latest, retryAfter };
  return confirmAmong(attempts, providerId, context);
}

/** The same where one attempt alone can be meant. */
export async function confirmIdentity(
  attempt: AttemptView,
  providerId: string,
  context: ConfirmContext,
): Promise<ConfirmOutcome> {
  return (await confirmAmong([attempt], providerId, context)).outcome;
}

function momentOf({ now, clock = performance.now.bind(performance) }: ConfirmContext): Moment {
  const began = clock();
  return { now, elapsed: () => clock() - began };
}

async function ask(
  first: Hold,
  question: Question,
  context: ConfirmContext,
): Promise<Confirmation> {
  const { db } = context;
  const { attempts, providerId, digest, moment } = question;
  let hold = first;
  try {
    const fetched = await context.fetchVerification(providerId);
    context.compareClocks?.(attempts, fetched);
    const named = attempts.find(({ id }) => id === attemptIdOf(fetched));
    if (named !== undefined && named.id !== hold.attemptId) {
      const moved = await moveHold(db, hold, named, digest, moment);
      if (moved.kind === "answered") return moved;
      hold = moved;
    }
    const attempt = attempts.find(({ id }) => id === hold.attemptId);
    if (attempt === undefined) throw new Error("A hold for none of the attempts");
    const finding = await judge(attempt, fetched, context);
    const outcome = await conclude(hold, finding, context);
    return { attempt: await standing(attempt, finding, outcome, context), outcome };
  } catch (error) {
    // What went wrong first is what is told; a hold that cannot be given back ends by itself.
    await releaseHold(db, hold).catch(() => undefined);
    throw error;
  }
}

/** The attempt after the decision; read again only where another was quicker. */
async function standing(
  attempt: AttemptView,
  finding: Finding,
  outcome: ConfirmOutcome,
  { db, now }: ConfirmContext,
): Promise<AttemptView> {
  if (finding.kind === "retry") return { ...attempt, state: "issued" };
  if (outcome.kind !== "declined") return { ...attempt, state: outcome.kind };
  if (finding.kind === "refusal" && outcome.code === finding.code) {
    return { ...attempt, state: finding.state, outcome: finding.code };
  }
  const row = await db.attempt.findUnique({ where: { id: attempt.id } });
  return row === null ? attempt : viewAttempt(row, now);
}

async function conclude(
  hold: Hold,
  finding: Finding,
  { db }: ConfirmContext,
): Promise<ConfirmOutcome> {
  switch (finding.kind) {
    case "accepted":
      return finding.conclude(hold);
    case "refusal":
      return refuseAttempt(db, hold, finding);
    case "retry":
      await releaseHold(db, hold);
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

const mismatch: ConfirmOutcome = {
  kind: "declined",
  code: "verification_unknown",
  reason: "attempt_mismatch",
};

function reasonOf({ reason }: { reason?: string }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

type Question = {
  attempts: readonly AttemptView[];
  providerId: string;
  digest: ProviderIdDigest;
  moment: Moment;
};

/** `count` null: the try costs nothing. `spend` counts it by itself; seconds where it is used up. */
export type TryLimit = { count: Count | null; spend: () => Promise<number | null> };
export type Limited = { kind: "limited"; attempt: AttemptView; retryAfter: number };

export type ConfirmContext = {
  db: PrismaClient;
  statements: StatementRunner;
  fetchVerification: (providerId: string) => Promise<FetchedVerification>;
  /** Hears what PortOne answered about these attempts. */
  compareClocks?: (attempts: readonly AttemptView[], fetched: FetchedVerification) => void;
  /** V2: the id at PortOne is our own attempt's id, so any other can be refused unasked. */
  providerIdIsAttemptId: boolean;
  purposes: Purposes;
  indexKeys: KeyRing;
  now: Date;
  /** Milliseconds, by a clock that only goes forward; the process's own unless a test brings one. */
  clock?: () => number;
};
