import type { PrismaClient } from "@/lib/generated/prisma/client";
import { maskEmail } from "@/lib/identity/masking";
import type { AttemptView } from "@/lib/verification/attempts";

const hour = 3_600_000;
/** Milliseconds that a recovery waits where the account has a passkey that is not at hand. */
export const waitLength = 24 * hour;
/** After the wait the person verifies once more, within this time. */
const waitIsGood = 7 * 24 * hour;

/**
 * The account that this browser's verified person has found, as far as it is shown. Null unless the
 * grant is still good.
 * @param hasPasskey whether one of the account's passkeys was shown in this recovery.
 */
export async function readRecovery(
  attempt: AttemptView,
  { db, now, hasPasskey }: { db: PrismaClient; now: Date; hasPasskey: boolean },
): Promise<RecoveryView | null> {
  const { accountId, state } = attempt;
  if (accountId === null || state !== "confirmed") return null;
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: {
      email: true,
      emailConfirmedAt: true,
      createdAt: true,
      recoveryReadyAt: true,
      _count: { select: { passkeys: { where: { removedAt: null } } } },
    },
  });
  if (account === null) return null;
  return {
    maskedEmail: maskEmail(account.email),
    joinedAt: account.createdAt,
    isEmailConfirmed: account.emailConfirmedAt !== null,
    step: stepOf(account, { now, hasPasskey }),
    readyAt: account.recoveryReadyAt,
  };
}

/** What comes before a new password. */
export function stepOf(
  { recoveryReadyAt: readyAt, _count: { passkeys } }: PasskeyStanding,
  { now, hasPasskey }: { now: Date; hasPasskey: boolean },
): RecoveryStep {
  if (passkeys === 0 || hasPasskey) return "password";
  if (readyAt === null || readyAt.getTime() + waitIsGood <= now.getTime()) return "passkey_or_wait";
  return readyAt <= now ? "password" : "wait";
}

export type PasskeyStanding = { recoveryReadyAt: Date | null; _count: { passkeys: number } };
export type RecoveryStep = "password" | "passkey_or_wait" | "wait";
export type RecoveryView = {
  maskedEmail: string;
  joinedAt: Date;
  isEmailConfirmed: boolean;
  step: RecoveryStep;
  /** From when a recovery that waits may go on. */
  readyAt: Date | null;
};
