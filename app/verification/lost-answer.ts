import { confirmIdentity } from "@/lib/verification/confirm-identity";
import type { ConfirmOutcome } from "@/lib/verification/outcome";
import type { AttemptView } from "@/lib/verification/attempts";
import { confirmContext } from "@/lib/server/confirm-context";
import { faultFields, log } from "@/lib/log";

/** No verification finishes sooner. */
const soonestMs = 3_000;
/** Then the page is shown anyway; the sweep asks again later. */
const patienceMs = 4_000;

/**
 * Whether the answer may have been lost. In V2 PortOne's id is our own, so we can ask; V1's id was
 * in the lost answer, so the person has to retry.
 */
export function isOverdue({ state, createdAt }: AttemptView): boolean {
  const { now, providerIdIsAttemptId } = confirmContext();
  const age = now.getTime() - createdAt.getTime();
  return state === "issued" && providerIdIsAttemptId && age >= soonestMs;
}

/** Null if PortOne does not answer in time. */
export async function askLostAnswer(attempt: AttemptView): Promise<ConfirmOutcome | null> {
  const asked = confirmIdentity(attempt, attempt.id, confirmContext()).catch((error: unknown) => {
    log("warn", "lost_answer_fault", { attempt: attempt.id, ...faultFields(error) });
    return null;
  });
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
  return Promise.race([asked, patience]);
}
