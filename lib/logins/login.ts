import { appendEvent, type AuditEvent } from "@/lib/audit/events";
import { recordFailedLogin, type FailureContext } from "@/lib/audit/failed-logins";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { AccountGone } from "@/lib/logins/account-gone";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";

/** In what a member's login and an administrator's differ: everything else about logins is one. */
export type LoginKind<Holder extends { id: string }> = {
  failed: "login_failed" | "administrator_login_failed";
  began: (id: string) => AuditEvent;
  ended: (id: string) => AuditEvent;
  findByEmail: (
    db: PrismaClient,
    email: string,
  ) => Promise<{ id: string; passwordHash: string } | null>;
  /** Holds the holder's row, so that who is deleted now waits, and takes the login along. */
  holdRow: (tx: Prisma.TransactionClient, id: string) => Promise<boolean>;
  insert: (tx: Prisma.TransactionClient, login: NewLogin) => Promise<void>;
  /** Whose login this is, while it is within its limits. */
  find: (db: PrismaClient, tokenHash: TokenHash, now: Date) => Promise<Holder | null>;
  /** How many it deleted: none where it was over already. */
  remove: (tx: Prisma.TransactionClient, tokenHash: TokenHash) => Promise<number>;
  removeOver: (db: PrismaClient, now: Date) => Promise<number>;
};

/**
 * Who has these credentials, or null. Takes as long when nobody has this e-mail, so that it cannot be
 * used to find out who is a member. A failed try is written down, alike for both.
 */
export async function checkCredentials<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  { email: typed, password }: { email: string; password: string },
  context: FailureContext,
): Promise<{ id: string } | null> {
  const reading = normaliseEmail(typed);
  const found = "email" in reading ? await kind.findByEmail(db, reading.email) : null;
  if (found === null) await verifyAgainstNobody(password);
  else if (await verifyPassword(found.passwordHash, password)) return { id: found.id };
  await recordFailedLogin(db, kind.failed, loginSubject(typed), context);
  return null;
}

/**
 * Begins a login and returns its token, new each time; the database holds only its hash.
 * @throws AccountGone when the holder was deleted since the password was checked.
 */
export async function beginLogin<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  id: string,
  now: Date,
): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
    if (!(await kind.holdRow(tx, id))) throw new AccountGone();
    await kind.insert(tx, { tokenHash: hashToken(token), id, now });
    await appendEvent(tx, kind.began(id), now);
  });
  return token;
}

/** Whose login this token is; null when it is over or unknown. */
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
  db: PrismaClient,
  now: Date,
): Promise<number> {
  return kind.removeOver(db, now);
}

export type TokenHash = ReturnType<typeof hashToken>;
export type NewLogin = { tokenHash: TokenHash; id: string; now: Date };
