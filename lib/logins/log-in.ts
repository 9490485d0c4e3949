import { AccountGone } from "@/lib/logins/account-gone";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";
import { appendEvent } from "@/lib/audit/events";
import { recordFailedLogin, type FailureContext } from "@/lib/audit/failed-logins";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const day = 24 * 3_600_000;
export const loginLifetime = 14 * day;

/**
 * The account with these credentials, or null. Takes as long when nobody has this e-mail, so that
 * it cannot be used to find out who is a member. A failed try is written down, alike for both.
 */
export async function checkCredentials(
  db: PrismaClient,
  { email: typed, password }: { email: string; password: string },
  context: FailureContext,
): Promise<{ accountId: string } | null> {
  const reading = normaliseEmail(typed);
  const account =
    "email" in reading ? await db.account.findUnique({ where: { email: reading.email } }) : null;
  if (account === null) await verifyAgainstNobody(password);
  else if (await verifyPassword(account.passwordHash, password)) return { accountId: account.id };
  await recordFailedLogin(db, "login_failed", loginSubject(typed), context);
  return null;
}

/**
 * Begins a login and returns its token, new each time; the database holds only its hash.
 * @throws AccountGone when the account was left since its password was checked.
 */
export async function beginLogin(db: PrismaClient, accountId: string, now: Date): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
    // Held until the login is written: who leaves now waits, and takes the login along.
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM accounts WHERE id = ${accountId} FOR KEY SHARE`;
    if (held.length === 0) throw new AccountGone();
    await tx.session.create({
      data: {
        tokenHash: hashToken(token),
        accountId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + loginLifetime),
      },
    });
    await appendEvent(tx, { kind: "logged_in", actor: accountId, subject: accountId }, now);
  });
  return token;
}

/** Whose login this token is; null when it is over or unknown. */
export async function findLogin(
  db: PrismaClient,
  token: string,
  now: Date,
): Promise<{ accountId: string } | null> {
  const session = await db.session.findUnique({ where: { tokenHash: hashToken(token) } });
  if (session === null || session.expiresAt <= now) return null;
  return { accountId: session.accountId };
}

export async function endLogin(db: PrismaClient, token: string, now: Date): Promise<void> {
  const login = await findLogin(db, token, now);
  if (login === null) return;
  const { accountId } = login;
  await db.$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { tokenHash: hashToken(token) } });
    if (count === 0) return;
    await appendEvent(tx, { kind: "logged_out", actor: accountId, subject: accountId }, now);
  });
}

/** Deletes logins that are over. Returns how many. */
export async function forgetLogins(db: PrismaClient, now: Date): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}
