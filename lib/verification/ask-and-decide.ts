import type { KeyRing } from "@/lib/crypto/key-ring";
import type { StatementRunner } from "@/lib/db";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import type { FetchedVerification } from "@/lib/identity/verified-person";
import { refuseAttempt } from "@/lib/verification/attempt-ending";
import { viewAttempt, type AttemptView } from "@/lib/verification/attempts";
import { judge, type Finding } from "@/lib/verification/judge";
import type { Confirmation, ConfirmOutcome } from "@/lib/verification/outcome";
import type { ProviderIdDigest } from "@/lib/verification/provider-id-digest";
import { moveHold, releaseHold, type Hold, type Moment } from "@/lib/verification/provider-id-hold";
import type { Purposes } from "@/lib/verification/purpose";

/**
 * Asks PortOne about an id that is held, judges the record and writes the decision down. A record of
 * another of the attempts takes the hold along. Whatever fails gives the hold back.
 */
export async function askAndDecide(
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
    const { finding, outcome } = await conclude(
      hold,
      await judge(attempt, fetched, context),
      context,
    );
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
  context: ConfirmContext,
): Promise<{ finding: Finding; outcome: ConfirmOutcome }> {
  const { db } = context;
  switch (finding.kind) {
    case "accepted": {
      const outcome = await finding.conclude(hold);
      return outcome.kind === "refusal" ? conclude(hold, outcome, context) : { finding, outcome };
    }
    case "refusal":
      return { finding, outcome: await refuseAttempt(db, hold, finding) };
    case "retry": {
      await releaseHold(db, hold);
      const { code } = finding;
      return { finding, outcome: { kind: "declined", code, ...reasonOf(finding) } };
    }
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

function reasonOf({ reason }: { reason?: string }): { reason?: string } {
  return reason === undefined ? {} : { reason };
}

type Question = {
  attempts: readonly AttemptView[];
  providerId: string;
  digest: ProviderIdDigest;
  moment: Moment;
};

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
