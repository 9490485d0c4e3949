import { viewAttempt } from "@/lib/verification/attempts";
import { confirmIdentity, type ConfirmContext } from "@/lib/verification/confirm-identity";
import { isDatabaseDown } from "@/lib/db";

const minute = 60_000;
/** At most so many questions to PortOne in one sweep. */
const perSweep = 50;

/**
 * Asks PortOne about attempts whose answer never came back, by our own id (V2). The youngest are
 * left to their windows. Returns how many were accepted.
 * @throws the first fault, once every other attempt has been asked about.
 */
export async function resolveLostAnswers(context: ConfirmContext): Promise<number> {
  const { db, now, providerIdIsAttemptId } = context;
  if (!providerIdIsAttemptId) return 0;
  const attempts = await db.attempt.findMany({
    where: {
      state: "issued",
      createdAt: { lt: new Date(now.getTime() - minute) },
      expiresAt: { gt: now },
    },
    orderBy: { createdAt: "desc" },
    take: perSweep,
  });
  let answered = 0;
  const faults: unknown[] = [];
  for (const attempt of attempts) {
    try {
      const outcome = await confirmIdentity(viewAttempt(attempt, now), attempt.id, context);
      if (outcome.kind !== "declined") answered += 1;
      // PortOne is down: the rest would wait as long, for nothing.
      if (outcome.kind === "declined" && outcome.code === "provider_unavailable") break;
    } catch (error) {
      if (isDatabaseDown(error)) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
  return answered;
}
