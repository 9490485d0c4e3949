import { confirmIdentity } from "@/lib/accounts/confirm-identity";
import { confirmRules } from "@/lib/confirm-rules";
import { tellAdmittedFrom } from "@/lib/sessions/admitted-from";
import { spendHere } from "@/lib/sessions/limit";
import { attemptOf } from "@/lib/sessions/attempt";
import { declined, destinationOf, type Destination } from "./answer";

/** The way that both doors share: this browser's attempt and the id it brings, to one decision. */
export async function settle(providerId: string): Promise<Destination> {
  const attempt = await attemptOf(providerId);
  if (attempt === null) return declined("attempt_missing");
  const retryAfter = await spendHere("callback", { attempt: attempt.id });
  if (retryAfter !== null) {
    const declined = { kind: "declined", code: "rate_limited" } as const;
    return { ...destinationOf(declined, attempt), retryAfter };
  }
  const outcome = await confirmIdentity(attempt, providerId, confirmRules());
  if (outcome.kind === "declined" && outcome.admittedFrom !== undefined) {
    await tellAdmittedFrom(outcome.admittedFrom);
  }
  return destinationOf(outcome, attempt);
}
