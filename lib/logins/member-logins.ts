import { appendEvent } from "@/lib/audit/events";
import { verifyPassword } from "@/lib/crypto/password";
import { equalBytes, hashToken, randomToken } from "@/lib/crypto/token";
import type { LoginMethod, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { log } from "@/lib/log";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";
import type { TokenHash } from "@/lib/logins/login";
import { handleOf, liveAt, type MemberLogin } from "@/lib/logins/members";

/** So long after a person proved who they are, they are not asked again. */
export const freshFor = 10 * 60_000;

/** So long the token before a renewal still finds its login. */
export const formerGrace = 60_000;

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
 * token (OWASP ASVS 5.0, 7.2.4). The one before it is fresh no more, and worth nothing after a minute, in
 * which the answer that carries the new one may be lost and asked for again.
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
    data: {
      ...{ tokenHash, authenticatedAt: now, lastSeenAt: now },
      formerUntil: new Date(now.getTime() + formerGrace),
      formerTokenHash: login.shownHash,
    },
  });
  if (count === 0) return null;
  const shown = { tokenHash, shownHash: tokenHash };
  return {
    login: { ...login, ...shown, handle: handleOf(tokenHash), authenticatedAt: now },
    token,
  };
}

/**
 * Ends every login of an account but one, or every one: at a new password, at recovery, on request. Of
 * the one that stays, the token before counts no more: somebody else may have it.
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
  const former = { accountId, formerTokenHash: { not: null } };
  await tx.session.updateMany({
    where: former,
    data: { formerTokenHash: null, formerUntil: null },
  });
  if (count > 0) {
    await appendEvent(
      tx,
      { kind: "logins_ended", actor: accountId, subject: accountId, count },
      now,
    );
  }
  return count;
}

/**
 * The same for the member who asks for it in one of them, which stays.
 * @returns how many it ended.
 * @throws LoginEnded
 */
export function endOthersOf(
  acting: Acting,
  context: { db: PrismaClient; now: Date },
): Promise<number> {
  return whileLoggedIn(acting, context, (tx, { id, tokenHash }) =>
    endOtherLogins(tx, id, tokenHash, context.now),
  );
}

/** Every login of a member that lasts: the one that asks, then the latest used first. */
export async function listLogins(
  db: PrismaClient,
  { id, tokenHash }: MemberLogin,
  now: Date,
): Promise<ListedLogin[]> {
  const rows = await db.session.findMany({
    where: { accountId: id, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }],
    take: mostListed,
  });
  const listed = rows.map((row) => ({
    handle: handleOf(row.tokenHash),
    isThisOne: equalBytes(row.tokenHash, tokenHash),
    method: row.method,
    device: row.device,
    network: row.network,
    beganAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
  }));
  return listed.sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne));
}

/**
 * Ends one login of this member by its handle; another member's is never found. Of several requests at
 * once, one ends it.
 * @returns whether it was this very login; null where there is none of this handle.
 * @throws LoginEnded
 */
export function endLoginOf(
  acting: Acting,
  handle: string,
  context: { db: PrismaClient; now: Date },
): Promise<{ wasThisOne: boolean } | null> {
  return whileLoggedIn(acting, context, async (tx, { id, tokenHash }) => {
    const where = { accountId: id };
    const own = await tx.session.findMany({ where, select: { tokenHash: true } });
    const found = own.find((each) => handleOf(each.tokenHash) === handle);
    if (found === undefined) return null;
    const { count } = await tx.session.deleteMany({ where: { tokenHash: found.tokenHash } });
    const event = { kind: "logged_out", actor: id, subject: id } as const;
    if (count > 0) await appendEvent(tx, event, context.now);
    return { wasThisOne: equalBytes(found.tokenHash, tokenHash) };
  });
}

const mostListed = 100;

export type ListedLogin = {
  handle: string;
  isThisOne: boolean;
  method: LoginMethod | null;
  device: string | null;
  network: string | null;
  beganAt: Date;
  lastSeenAt: Date | null;
};
