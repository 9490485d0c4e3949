import { confirmIdentity } from "@/lib/accounts/confirm-identity";
import { confirmRules } from "@/lib/confirm-rules";
import { currentAttempt } from "@/lib/sessions/attempt";
import { declined, destinationOf, type Destination } from "./answer";

/** The way that both doors share: this browser's attempt and the id it brings, to one decision. */
export async function settle(providerId: string): Promise<Destination> {
  const attempt = await currentAttempt();
  if (attempt === null) return declined("attempt_missing");
  const outcome = await confirmIdentity(attempt, providerId, confirmRules());
  return destinationOf(outcome, attempt.id);
}
