import { createHash } from "node:crypto";
import type { Account } from "@/lib/generated/prisma/client";

/**
 * Names how an account stands in what administrators change. An act carries the one that was shown: where
 * another administrator, or the member, was quicker, it is another one.
 */
export function accountVersion(account: Standing): string {
  const { suspendedAt, reverifyRequiredAt, recoveryFrozenUntil, recoveryReadyAt } = account;
  const { emailConfirmedAt, verifiedAt } = account;
  const times = [suspendedAt, reverifyRequiredAt, recoveryFrozenUntil, recoveryReadyAt];
  const stands = [...times, emailConfirmedAt, verifiedAt].map((at) => at?.getTime() ?? 0);
  return createHash("sha256").update(stands.join()).digest("base64url").slice(0, 16);
}

type Standing = Pick<
  Account,
  | "suspendedAt"
  | "reverifyRequiredAt"
  | "recoveryFrozenUntil"
  | "recoveryReadyAt"
  | "emailConfirmedAt"
  | "verifiedAt"
>;
