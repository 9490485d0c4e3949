import { appendEvent } from "@/lib/audit/events";
import { hashPassword, verifyPassword } from "@/lib/crypto/password";
import { askToConfirm, type EmailContext } from "@/lib/emails/ask-to-confirm";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount } from "@/lib/mail/outbox";
import { stepOf, waitLength } from "@/lib/recovery/read-recovery";
import { obstacleOf } from "@/lib/recovery/recover-purpose";
import { withoutPerson, type AttemptView } from "@/lib/verification/attempts";

/**
 * Sets a new password under the grant that identity verification gave: once, within ten minutes, in the
 * browser that verified. Ends every login and every other recovery of the account, and tells every
 * address. It logs nobody in and shows nothing more: that takes the new password (NIST SP 800-63B-4, 4.2).
 *
 * @param email a new one, taken only where nobody ever confirmed the account's.
 */
export async function recoverAccount(
  attempt: AttemptView,
  { password, email }: { password: string; email: string | null },
  context: RecoverContext,
): Promise<RecoverOutcome> {
  const { db, now } = context;
  const { accountId } = attempt;
  if (attempt.purpose !== "recovery") return { kind: "declined", code: "attempt_missing" };
  if (attempt.state === "consumed") return answerAgain(db, accountId, password);
  if (attempt.state !== "confirmed" || accountId === null) {
    return { kind: "declined", code: "attempt_expired" };
  }
  const passwordHash = await hashPassword(password);
  const outcome = await db.$transaction(async (tx): Promise<RecoverOutcome | "repeated"> => {
    const account = await lockAccount(tx, accountId);
    if (account === null) return { kind: "declined", code: "attempt_missing" };
    const obstacle = obstacleOf(account, now);
    if (obstacle !== null) return { kind: "declined", code: obstacle.code };
    const step = stepOf(account, context);
    if (step !== "password") return { kind: "declined", code: "recovery_waits" };
    if (!(await consumeGrant(tx, attempt.id, now))) return "repeated";
    const isNew = email !== null && account.emailConfirmedAt === null && email !== account.email;
    const token = await issueLink(tx, { purpose: "recovery_not_me", accountId }, now);
    // Told at the address before, too: who recovers may be somebody else.
    await notifyAccount(tx, accountId, { kind: "recovered", token }, context);
    await tx.account.update({
      where: { id: accountId },
      data: { passwordHash, recoveryReadyAt: null, ...(isNew && { email }) },
    });
    const { locale } = account;
    if (isNew) await askToConfirm(tx, { id: accountId, email, locale }, context);
    await endEverything(tx, accountId, { except: attempt.id });
    const event = { kind: "account_recovered", actor: accountId, subject: accountId } as const;
    await appendEvent(tx, { ...event, attempt: attempt.id, email_changed: isNew }, now);
    return { kind: "recovered", accountId };
  });
  return outcome === "repeated" ? answerAgain(db, accountId, password) : outcome;
}

/**
 * Where the account has a passkey that is not at hand: begins the wait of 24 hours, and tells every
 * address, with a link that ends it. Asked again, the first wait goes on.
 */
export async function beginWait(
  attempt: AttemptView,
  context: RecoverContext,
): Promise<{ kind: "waits"; readyAt: Date } | Declined> {
  const { db, now } = context;
  const { accountId } = attempt;
  if (attempt.purpose !== "recovery" || accountId === null || attempt.state !== "confirmed") {
    return { kind: "declined", code: "attempt_expired" };
  }
  return db.$transaction(async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account === null) return { kind: "declined", code: "attempt_missing" } as const;
    const obstacle = obstacleOf(account, now);
    if (obstacle !== null) return { kind: "declined", code: obstacle.code } as const;
    const step = stepOf(account, context);
    if (step !== "passkey_or_wait") {
      return { kind: "waits", readyAt: account.recoveryReadyAt ?? now } as const;
    }
    const readyAt = new Date(now.getTime() + waitLength);
    await tx.account.update({ where: { id: accountId }, data: { recoveryReadyAt: readyAt } });
    const link = { purpose: "cancel_recovery", accountId, replace: true } as const;
    const token = await issueLink(tx, link, now);
    await notifyAccount(tx, accountId, { kind: "recovery_waiting", token, readyAt }, context);
    const event = { kind: "recovery_waits", actor: accountId, subject: accountId } as const;
    await appendEvent(tx, event, now);
    return { kind: "waits", readyAt } as const;
  });
}

/** The account's row, held until the transaction ends: leaving and other recoveries wait. */
async function lockAccount(tx: Prisma.TransactionClient, id: string) {
  await tx.$queryRaw`SELECT FROM accounts WHERE id = ${id} FOR UPDATE`;
  return tx.account.findUnique({
    where: { id },
    select: {
      email: true,
      locale: true,
      emailConfirmedAt: true,
      suspendedAt: true,
      recoveryFrozenUntil: true,
      recoveryReadyAt: true,
      _count: { select: { passkeys: { where: { removedAt: null } } } },
    },
  });
}

async function consumeGrant(tx: Prisma.TransactionClient, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, purpose: "recovery", state: "confirmed", expiresAt: { gt: now } },
    data: { state: "consumed", ...withoutPerson },
  });
  return count === 1;
}

async function endEverything(
  tx: Prisma.TransactionClient,
  accountId: string,
  { except }: { except: string },
): Promise<void> {
  await tx.session.deleteMany({ where: { accountId } });
  await tx.link.deleteMany({ where: { accountId, purpose: "cancel_recovery" } });
  await tx.attempt.updateMany({
    where: { accountId, purpose: "recovery", state: "confirmed", id: { not: except } },
    data: { state: "expired", providerId: null, ...withoutPerson },
  });
}

/** A double click: the same password again says the same. */
async function answerAgain(
  db: PrismaClient,
  accountId: string | null,
  password: string,
): Promise<RecoverOutcome> {
  const account =
    accountId === null ? null : await db.account.findUnique({ where: { id: accountId } });
  const isSame = account !== null && (await verifyPassword(account.passwordHash, password));
  return isSame
    ? { kind: "recovered", accountId: account.id }
    : { kind: "declined", code: "attempt_expired" };
}

/** `hasPasskey`: whether one of the account's passkeys was shown in this recovery. */
export type RecoverContext = EmailContext & { hasPasskey: boolean };
type Declined = {
  kind: "declined";
  code:
    | "attempt_missing"
    | "attempt_expired"
    | "account_suspended"
    | "recovery_frozen"
    | "recovery_waits";
};
export type RecoverOutcome = { kind: "recovered"; accountId: string } | Declined;
