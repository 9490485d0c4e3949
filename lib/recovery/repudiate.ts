import { appendEvent } from "@/lib/audit/events";
import { hashPassword } from "@/lib/crypto/password";
import { randomToken } from "@/lib/crypto/token";
import type { LinkPurpose, PrismaClient } from "@/lib/generated/prisma/client";
import { spendLink } from "@/lib/mail/links";
import { withoutPerson } from "@/lib/verification/attempts";

const day = 24 * 3_600_000;
/** Milliseconds for which nobody recovers an account whose owner said "this was not me". */
export const freezeLength = 7 * day;
/** Passkeys that were added in this time go with what the owner did not do. */
const suspectTime = 7 * day;

/**
 * "This was not me", pressed by whoever reads the account's mail. Every login ends, the password is void,
 * passkeys of the last seven days are removed, and a recovery under way ends. After a recovery that was
 * not theirs, the phone line may be in other hands: recovery stays shut for seven days. Otherwise
 * identity verification is the way back in.
 * @returns null for a link that is over, used, of another kind or none.
 */
export async function repudiate(
  token: string,
  purpose: Extract<LinkPurpose, "not_me" | "recovery_not_me">,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<{ frozenUntil: Date | null } | null> {
  // Nobody knows this password.
  const passwordHash = await hashPassword(randomToken());
  return db.$transaction(async (tx) => {
    const link = await spendLink(tx, token, purpose, now);
    if (link === null) return null;
    const { accountId } = link;
    const frozenUntil =
      purpose === "recovery_not_me" ? new Date(now.getTime() + freezeLength) : null;
    await tx.account.update({
      where: { id: accountId },
      data: {
        passwordHash,
        recoveryReadyAt: null,
        ...(frozenUntil && { recoveryFrozenUntil: frozenUntil }),
      },
    });
    await tx.session.deleteMany({ where: { accountId } });
    await tx.passkey.updateMany({
      where: {
        accountId,
        removedAt: null,
        createdAt: { gt: new Date(now.getTime() - suspectTime) },
      },
      data: { removedAt: now },
    });
    await tx.attempt.updateMany({
      where: { accountId, state: "confirmed" },
      data: { state: "expired", providerId: null, ...withoutPerson },
    });
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
