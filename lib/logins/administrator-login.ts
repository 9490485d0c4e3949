import { AccountGone } from "@/lib/logins/account-gone";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";
import { appendEvent } from "@/lib/audit/events";
import { recordFailedLogin, type FailureContext } from "@/lib/audit/failed-logins";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const minute = 60_000;
/** Idle limit 30 minutes, absolute limit 8 hours (OWASP ASVS 5.0, 7.3). */
export const idleLimit = 30 * minute;
export const absoluteLimit = 8 * 60 * minute;
/** A page view writes the login's last use at most this often. */
const touchInterval = minute;

/** Takes as long for an unknown e-mail as for a wrong password, and writes both down alike. */
export async function checkAdministratorCredentials(
  db: PrismaClient,
  { email: typed, password }: { email: string; password: string },
  context: FailureContext,
): Promise<{ administratorId: string } | null> {
  const reading = normaliseEmail(typed);
  const row =
    "email" in reading
      ? await db.administrator.findUnique({ where: { email: reading.email } })
      : null;
  if (row === null) await verifyAgainstNobody(password);
  else if (await verifyPassword(row.passwordHash, password)) return { administratorId: row.id };
  await recordFailedLogin(db, "administrator_login_failed", loginSubject(typed), context);
  return null;
}

/** @throws AccountGone when the administrator was removed since the password was checked. */
export async function beginAdministratorLogin(
  db: PrismaClient,
  administratorId: string,
  now: Date,
): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM administrators WHERE id = ${administratorId} FOR KEY SHARE`;
    if (held.length === 0) throw new AccountGone();
    await tx.administratorSession.create({
      data: { tokenHash: hashToken(token), administratorId, createdAt: now, lastSeenAt: now },
    });
    await appendEvent(tx, { kind: "administrator_logged_in", actor: administratorId }, now);
  });
  return token;
}

/** The administrator behind this token; null once idle or absolute limit has passed. */
export async function findAdministratorLogin(
  db: PrismaClient,
  token: string,
  now: Date,
): Promise<AdministratorView | null> {
  const tokenHash = hashToken(token);
  const session = await db.administratorSession.findUnique({
    where: { tokenHash },
    include: { administrator: { select: { id: true, email: true } } },
  });
  if (session === null) return null;
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.createdAt.getTime();
  if (idle > idleLimit || age > absoluteLimit) return null;
  if (idle > touchInterval) {
    await db.administratorSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
  }
  return session.administrator;
}

export async function endAdministratorLogin(
  db: PrismaClient,
  token: string,
  now: Date,
): Promise<void> {
  const login = await findAdministratorLogin(db, token, now);
  if (login === null) return;
  await db.$transaction(async (tx) => {
    const { count } = await tx.administratorSession.deleteMany({
      where: { tokenHash: hashToken(token) },
    });
    if (count === 0) return;
    await appendEvent(tx, { kind: "administrator_logged_out", actor: login.id }, now);
  });
}

/** Deletes logins past either limit. Returns how many. */
export async function forgetAdministratorLogins(db: PrismaClient, now: Date): Promise<number> {
  const before = (limit: number) => ({ lt: new Date(now.getTime() - limit) });
  const { count } = await db.administratorSession.deleteMany({
    where: { OR: [{ lastSeenAt: before(idleLimit) }, { createdAt: before(absoluteLimit) }] },
  });
  return count;
}

export type AdministratorView = { id: string; email: string };
