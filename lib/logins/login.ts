import { appendEvent, type AuditEvent } from "@/lib/audit/events";
import { recordFailedLogin, type FailureContext } from "@/lib/audit/failed-logins";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";

/** What differs between a member's and an administrator's login. */
export type LoginKind<Holder extends { id: string }> = {
  failed: "login_failed" | "administrator_login_failed";
  began: (id: string) => AuditEvent;
  ended: (id: string) => AuditEvent;
  /** Whose e-mail this may be: several members, while none has confirmed it. */
  findByEmail: (db: PrismaClient, email: string) => Promise<{ id: string; passwordHash: string }[]>;
  /**
   * Locks the holder's row, so that a concurrent delete waits and removes the new login too.
   * @throws AccountGone, or AccountSuspended
   */
  holdRow: (tx: Prisma.TransactionClient, id: string) => Promise<void>;
  insert: (tx: Prisma.TransactionClient, login: NewLogin) => Promise<void>;
  find: (db: PrismaClient, tokenHash: TokenHash, now: Date) => Promise<Holder | null>;
  /** How many it deleted: 0 if the login was already over. */
  remove: (tx: Prisma.TransactionClient, tokenHash: TokenHash) => Promise<number>;
  removeExpired: (db: Prisma.TransactionClient, now: Date) => Promise<number>;
};

/** An unknown e-mail takes as long and is recorded alike, so that nobody learns who is a member. */
export async function checkCredentials<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  { email: typed, password }: { email: string; password: string },
  context: FailureContext,
): Promise<{ id: string } | null> {
  const reading = normaliseEmail(typed);
  const found = "email" in reading ? await kind.findByEmail(db, reading.email) : [];
  if (found.length === 0) await verifyAgainstNobody(password);
  for (const { id, passwordHash } of found) {
    if (await verifyPassword(passwordHash, password)) return { id };
  }
  await recordFailedLogin(db, kind.failed, loginSubject(typed), context);
  return null;
}

/**
 * Returns a new token; the database stores only its hash. To be called only once the person has proved
 * who they are, however they did.
 * @throws AccountGone if the holder was deleted after the password check.
 * @throws AccountSuspended if an administrator suspended the account.
 */
export async function beginLogin<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  id: string,
  how: HowBegun,
  now: Date,
): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
    await kind.holdRow(tx, id);
    await kind.insert(tx, { tokenHash: hashToken(token), id, how, now });
    await appendEvent(tx, kind.began(id), now);
  });
  return token;
}

export async function findLogin<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  token: string,
  now: Date,
): Promise<Holder | null> {
  return kind.find(db, hashToken(token), now);
}

export async function endLogin<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  token: string,
  now: Date,
): Promise<void> {
  const holder = await findLogin(kind, db, token, now);
  if (holder === null) return;
  await db.$transaction(async (tx) => {
    if ((await kind.remove(tx, hashToken(token))) === 0) return;
    await appendEvent(tx, kind.ended(holder.id), now);
  });
}

/** Deletes logins that are over. Returns how many. */
export async function forgetLogins<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: Prisma.TransactionClient,
  now: Date,
): Promise<number> {
  return kind.removeExpired(db, now);
}

export type TokenHash = ReturnType<typeof hashToken>;
export type NewLogin = { tokenHash: TokenHash; id: string; how: HowBegun; now: Date };
/** How a login began, and in what as far as the browser and its address tell. */
export type HowBegun = LoginOrigin & { method: "password" | "passkey" | "signup" };
/**
 * `device`: as the browser says of itself, e.g. "Chrome, macOS". `network`: without the host's part, e.g.
 * 203.0.113.0/24. Null where unknown.
 */
export type LoginOrigin = { device: string | null; network: string | null };
