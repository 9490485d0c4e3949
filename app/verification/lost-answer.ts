import { confirmIdentity } from "@/lib/verification/confirm-identity";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import type { AttemptView } from "@/lib/verification/attempts";
import { confirmContext } from "@/lib/server/confirm-context";
import { faultFields, log } from "@/lib/log";

/** Nobody has finished a verification sooner than this. */
const soonestMs = 3_000;
/** Nobody is kept waiting longer; the sweep asks again. */
const patienceMs = 4_000;

/**
 * Whether the person may be back without the window's answer having come. Where the id at PortOne is
 * our own (V2) we can ask by ourselves. V1's id is known to the lost answer alone: there the person
 * retries.
 */
export function isOverdue({ state, createdAt }: AttemptView): boolean {
  const { now, providerIdIsAttemptId } = confirmContext();
  const age = now.getTime() - createdAt.getTime();
  return state === "issued" && providerIdIsAttemptId && age >= soonestMs;
}

/** What PortOne says now; null where it does not say so in time. */
export async function askLostAnswer(attempt: AttemptView): Promise<ConfirmOutcome | null> {
  const asked = confirmIdentity(attempt, attempt.id, confirmContext()).catch((error: unknown) => {
    log("warn", "lost_answer_fault", { attempt: attempt.id, ...faultFields(error) });
    return null;
  });
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
  return Promise.race([asked, patience]);
}

/** The attempt as it stands, once PortOne has been asked where that is due. */
export async function resolveLostAnswer(
  attempt: AttemptView | null,
  reread: () => Promise<AttemptView | null>,
): Promise<AttemptView | null> {
  if (attempt === null || !isOverdue(attempt)) return attempt;
  await askLostAnswer(attempt);
  return reread();
}
