import { hashPassword } from "@/lib/crypto/password";
import { randomToken } from "@/lib/crypto/token";
import type { Prisma } from "@/lib/generated/prisma/client";
import { endOtherLogins } from "@/lib/logins/member-logins";
import { withoutPerson } from "@/lib/verification/attempts";

const day = 24 * 3_600_000;
/** Passkeys that were added in this time go with what the owner did not do. */
const suspectTime = 7 * day;

/** The hash of a password that nobody knows: hashing takes long, so outside the transaction. */
export function unknownPassword(): Promise<string> {
  return hashPassword(randomToken());
}

/**
 * Shuts out whoever else may have got in: every login ends, the password is void until a new one is set by
 * identity verification, passkeys of the last seven days are removed, and what was verified for the
 * account but not finished ends. Passkeys from before stay: they are the owner's.
 * @param passwordHash of `unknownPassword`.
 */
export async function voidAccess(
  tx: Prisma.TransactionClient,
  accountId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  const data = { passwordHash, recoveryReadyAt: null };
  await tx.account.update({ where: { id: accountId }, data });
  await endOtherLogins(tx, accountId, null, now);
  const createdAt = { gt: new Date(now.getTime() - suspectTime) };
  await tx.passkey.updateMany({
    where: { accountId, removedAt: null, createdAt },
    data: { removedAt: now },
  });
  await tx.attempt.updateMany({
    where: { accountId, state: "confirmed" },
    data: { state: "expired", providerId: null, ...withoutPerson },
  });
}
