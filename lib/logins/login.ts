import { appendEvent, type AuditEvent, type Circumstances } from "@/lib/audit/events";
import { recordFailedLogin, type FailureContext } from "@/lib/audit/failed-logins";
import { verifyAgainstNobody, verifyPassword } from "@/lib/crypto/password";
import { hashToken, randomToken } from "@/lib/crypto/token";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { ProofOutdated } from "@/lib/logins/account-gone";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";

/** What differs between a member's and an administrator's login. */
export type LoginKind<Holder extends { id: string }> = {
  failed: "login_failed" | "administrator_login_failed";
  began: (id: string) => AuditEvent;
  ended: (id: string) => AuditEvent;
  /** So many may log in with one e-mail; so many passwords are checked, whoever is known. */
  mostWithOneEmail: number;
  /** Whose e-mail this may be: several members, while not all have confirmed it. */
  findByEmail: (db: PrismaClient, email: string) => Promise<{ id: string; passwordHash: string }[]>;
  /**
   * Begins a login if its proof still holds, in one statement that waits for whoever changes the holder
   * or the passkey, and makes them wait: what ends all logins then ends this one too.
   * @returns how many it began: 0 where the proof holds no more.
   */
  insert: (tx: Prisma.TransactionClient, login: NewLogin) => Promise<number>;
  /** Why none may begin, whatever was proved; null if nothing stands against it. */
  obstacle: (tx: Prisma.TransactionClient, id: string) => Promise<Error | null>;
  find: (db: PrismaClient, tokenHash: TokenHash, now: Date) => Promise<Holder | null>;
  /** How many it deleted: 0 if the login was already over. */
  remove: (tx: Prisma.TransactionClient, tokenHash: TokenHash) => Promise<number>;
  removeExpired: (db: Prisma.TransactionClient, now: Date) => Promise<number>;
};

/**
 * Whoever has this e-mail, it takes as many checks of a password and is recorded alike: nobody learns who
 * is a member, even by joining with another's address and logging in with it.
 */
export async function checkCredentials<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  { email: typed, password }: { email: string; password: string },
  context: FailureContext,
): Promise<PasswordProof | null> {
  const reading = normaliseEmail(typed);
  const found = "email" in reading ? await kind.findByEmail(db, reading.email) : [];
  const checks = await Promise.all(
    Array.from({ length: kind.mostWithOneEmail }, async (_, place) => {
      const holder = found[place];
      if (holder === undefined) return verifyAgainstNobody(password);
      return (await verifyPassword(holder.passwordHash, password)) ? holder : null;
    }),
  );
  const right = checks.find((each) => each !== null);
  if (right !== undefined) return { method: "password", ...right };
  await recordFailedLogin(db, kind.failed, loginSubject(typed), context);
  return null;
}

/**
 * Returns a new token; the database stores only its hash.
 * @param from what the access log keeps of where it began: an administrator's address, of members nothing.
 * @throws AccountGone if the holder was deleted after the check.
 * @throws AccountSuspended if an administrator suspended the account.
 * @throws ProofOutdated if the password was changed or the passkey removed after the check.
 */
export async function beginLogin<Holder extends { id: string }>(
  kind: LoginKind<Holder>,
  db: PrismaClient,
  proof: Proof,
  origin: LoginOrigin,
  now: Date,
  from: Circumstances = {},
): Promise<string> {
  const token = randomToken();
  await db.$transaction(async (tx) => {
    const begun = await kind.insert(tx, { tokenHash: hashToken(token), proof, origin, now });
    if (begun === 0) throw (await kind.obstacle(tx, proof.id)) ?? new ProofOutdated();
    await appendEvent(tx, kind.began(proof.id), now, from);
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
  from: Circumstances = {},
): Promise<void> {
  const holder = await findLogin(kind, db, token, now);
  if (holder === null) return;
  await db.$transaction(async (tx) => {
    if ((await kind.remove(tx, hashToken(token))) === 0) return;
    await appendEvent(tx, kind.ended(holder.id), now, from);
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
export type NewLogin = { tokenHash: TokenHash; proof: Proof; origin: LoginOrigin; now: Date };
/** What was checked of a person, `id`, when they proved who they are. A login begins while that holds. */
export type Proof = PasswordProof | { method: "passkey"; id: string; passkeyId: string };
export type PasswordProof = { method: "password"; id: string; passwordHash: string };
/**
 * In what a login began, as far as the browser and its address tell. `device`: as the browser says of itself, e.g. "Chrome, macOS". `network`: without the host's part, e.g.
 * 203.0.113.0/24. Null where unknown.
 */
export type LoginOrigin = { device: string | null; network: string | null };
