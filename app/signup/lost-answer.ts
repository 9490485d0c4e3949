import { confirmIdentity } from "@/lib/accounts/confirm-identity";
import type { AttemptView } from "@/lib/accounts/attempts";
import { confirmRules } from "@/lib/confirm-rules";
import { faultName, log } from "@/lib/log";

/** Nobody has finished a verification sooner than this. */
const soonestMs = 3_000;
/** The page does not wait longer; the sweep asks again. */
const patienceMs = 2_000;

/**
 * The person is back, but the window's answer never came. Where the id at PortOne is our own (V2)
 * we can ask by ourselves. V1's id is known to the lost answer alone: there the person retries.
 */
export async function settleLostAnswer(
  attempt: AttemptView | null,
  reread: () => Promise<AttemptView | null>,
): Promise<AttemptView | null> {
  if (attempt?.state !== "issued") return attempt;
  const rules = confirmRules();
  const age = rules.now.getTime() - attempt.createdAt.getTime();
  if (!rules.providerIdIsAttemptId || age < soonestMs) return attempt;
  const asked = confirmIdentity(attempt, attempt.id, rules).catch((error: unknown) => {
    log("warn", "lost_answer_fault", { attempt: attempt.id, fault: faultName(error) });
  });
  const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([asked, patience]);
  return reread();
}
