import { appendEvent } from "@/lib/audit/events";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { PrismaClient } from "@/lib/generated/prisma/client";

const minute = 60_000;
/** Idle limit 30 minutes, absolute limit 8 hours (OWASP ASVS 5.0, 7.3). */
const idleLimit = 30 * minute;
const absoluteLimit = 8 * 60 * minute;
/** A page view writes the login's last use at most this often. */
const touchInterval = minute;

/** Takes as long for an unknown e-mail as for a wrong password. */
export async function checkAdministratorCredentials(
  db: PrismaClient,
  { email, password }: { email: string; password: string },
): Promise<{ administratorId: string } | null> {
  const row = await db.administrator.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (row === null) {
    await verifyAgainstNobody(password);
    return null;
  }
  return (await verifyPassword(row.passwordHash, password)) ? { administratorId: row.id } : null;
}

export async function beginAdministratorLogin(
  db: PrismaClient,
  administratorId: string,
  now: Date,
): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
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
    await tx.administratorSession.deleteMany({ where: { tokenHash: hashToken(token) } });
    await appendEvent(tx, { kind: "administrator_logged_out", actor: login.id }, now);
  });
}

export type AdministratorView = { id: string; email: string };
