import { appendEvent } from "@/lib/audit/events";
import type { LinkPurpose, PrismaClient } from "@/lib/generated/prisma/client";
import { unknownPassword, voidAccess } from "@/lib/logins/void-access";
import { spendLink } from "@/lib/mail/links";
import { withoutPerson } from "@/lib/verification/attempts";

const day = 24 * 3_600_000;
/** Milliseconds for which nobody recovers an account whose owner said "this was not me". */
export const freezeLength = 7 * day;

/**
 * "This was not me", pressed by whoever reads the account's mail: whoever else may have got in is shut
 * out. After a recovery that was not theirs, the phone line may be in other hands: recovery stays shut for
 * seven days. Otherwise identity verification is the way back in.
 * @returns null for a link that is over, used, of another kind or none.
 */
export async function repudiate(
  token: string,
  purpose: Extract<LinkPurpose, "not_me" | "recovery_not_me">,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<{ frozenUntil: Date | null } | null> {
  const passwordHash = await unknownPassword();
  return db.$transaction(async (tx) => {
    const link = await spendLink(tx, token, purpose, now);
    if (link === null) return null;
    const { accountId } = link;
    const frozenUntil =
      purpose === "recovery_not_me" ? new Date(now.getTime() + freezeLength) : null;
    await voidAccess(tx, accountId, passwordHash, now);
    if (frozenUntil !== null) {
      const data = { recoveryFrozenUntil: frozenUntil };
      await tx.account.update({ where: { id: accountId }, data });
    }
    const event = { kind: "repudiated", actor: accountId, subject: accountId } as const;
    await appendEvent(tx, { ...event, recovery: purpose === "recovery_not_me" }, now);
    return { frozenUntil };
  });
}

/** Ends a recovery that waits, by the link in the mail that told of it, and shuts recovery as above. */
export async function cancelRecovery(
  token: string,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<{ frozenUntil: Date } | null> {
  return db.$transaction(async (tx) => {
    const link = await spendLink(tx, token, "cancel_recovery", now);
    if (link === null) return null;
    const { accountId } = link;
    const frozenUntil = new Date(now.getTime() + freezeLength);
    await tx.account.update({
      where: { id: accountId },
      data: { recoveryReadyAt: null, recoveryFrozenUntil: frozenUntil },
    });
    await tx.attempt.updateMany({
      where: { accountId, purpose: "recovery", state: "confirmed" },
      data: { state: "expired", providerId: null, ...withoutPerson },
    });
    const event = { kind: "recovery_cancelled", actor: accountId, subject: accountId } as const;
    await appendEvent(tx, event, now);
    return { frozenUntil };
  });
}
