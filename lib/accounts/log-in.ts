import { appendEvent } from "@/lib/audit/events";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const day = 24 * 3_600_000;
const loginLifetime = 14 * day;

/**
 * The account with these credentials, or null. Takes as long when nobody has this e-mail, so that
 * it cannot be used to find out who is a member.
 */
export async function checkCredentials(
  db: PrismaClient,
  { email, password }: { email: string; password: string },
): Promise<{ accountId: string } | null> {
  const account = await db.account.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (account === null) {
    await verifyAgainstNobody(password);
    return null;
  }
  return (await verifyPassword(account.passwordHash, password)) ? { accountId: account.id } : null;
}

/** Begins a login and returns its token, new each time; the database holds only its hash. */
export async function beginLogin(db: PrismaClient, accountId: string, now: Date): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
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
    await tx.session.deleteMany({ where: { tokenHash: hashToken(token) } });
    await appendEvent(tx, { kind: "logged_out", actor: accountId, subject: accountId }, now);
  });
}
