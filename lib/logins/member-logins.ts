import { appendEvent } from "@/lib/audit/events";
import { verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import type { TokenHash } from "@/lib/logins/login";
import { handleOf, liveAt, type MemberLogin } from "@/lib/logins/members";

/** So long after a person proved who they are, they are not asked again. */
export const freshFor = 10 * 60_000;

/** Whether the person proved who they are lately enough for a sensitive step. */
export function isFresh({ authenticatedAt }: Pick<MemberLogin, "authenticatedAt">, now: Date) {
  return authenticatedAt !== null && now.getTime() - authenticatedAt.getTime() <= freshFor;
}

/** Whether this is the password of the account; a wrong one is recorded. */
export async function isOwnPassword(
  db: PrismaClient,
  { id }: Pick<MemberLogin, "id">,
  password: string,
  now: Date,
): Promise<boolean> {
  const account = await db.account.findUnique({ where: { id }, select: { passwordHash: true } });
  if (account !== null && (await verifyPassword(account.passwordHash, password))) return true;
  log("warn", "password_refused", { code: "wrong_password", account: id });
  await appendEvent(db, { kind: "password_refused", actor: id, subject: id }, now);
  return false;
}

/**
 * The person has just proved again who they are, by whatever means: the login is fresh, under a new
 * token (OWASP ASVS 5.0, 7.2.4). The one before it is worth nothing from now on.
 * @returns null where the login was ended meanwhile.
 */
export async function renewLogin(
  db: PrismaClient,
  login: MemberLogin,
  now: Date,
): Promise<{ login: MemberLogin; token: string } | null> {
  const token = randomToken();
  const tokenHash = hashToken(token);
  const { count } = await db.session.updateMany({
    where: { tokenHash: login.tokenHash, ...liveAt(now) },
    data: { tokenHash, authenticatedAt: now, lastSeenAt: now },
  });
  if (count === 0) return null;
  return {
    login: { ...login, tokenHash, handle: handleOf(tokenHash), authenticatedAt: now },
    token,
  };
}

/**
 * Ends every login of an account but one, or every one: at a new password, at recovery, on request.
 * @returns how many it ended.
 */
export async function endOtherLogins(
  tx: Prisma.TransactionClient,
  accountId: string,
  exceptTokenHash: TokenHash | null,
  now: Date,
): Promise<number> {
  const others = exceptTokenHash === null ? {} : { tokenHash: { not: exceptTokenHash } };
  const { count } = await tx.session.deleteMany({ where: { accountId, ...others } });
  if (count > 0) {
    await appendEvent(
      tx,
      { kind: "logins_ended", actor: accountId, subject: accountId, count },
      now,
    );
  }
  return count;
}
