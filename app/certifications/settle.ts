import { confirmAmong } from "@/lib/accounts/confirm-identity";
import { confirmRules } from "@/lib/confirm-rules";
import { handAnswer } from "@/lib/sessions/answer";
import { spendHere } from "@/lib/sessions/limit";
import { attemptsHere } from "@/lib/sessions/attempt";
import { declined, destinationOf, type Destination } from "./answer";

/** The way that both doors share: this browser's attempts and the id it brings, to one decision. */
export async function settle(providerId: string): Promise<Destination> {
  const attempts = await attemptsHere();
  const [latest] = attempts;
  if (latest === undefined) return declined("attempt_missing");
  const retryAfter = await spendHere("callback", { attempt: latest.id });
  if (retryAfter !== null) {
    const declined = { kind: "declined", code: "rate_limited" } as const;
    return { ...destinationOf(declined, latest), retryAfter };
  }
  const { attempt, outcome } = await confirmAmong(attempts, providerId, confirmRules());
  await handAnswer(attempt, outcome.kind === "declined" ? outcome : {});
  return destinationOf(outcome, attempt);
}
