import { z } from "zod";
import { hashToken } from "@/lib/crypto/token";
import type { PrismaClient, Session } from "@/lib/generated/prisma/client";
import { AccountGone, AccountSuspended } from "@/lib/logins/account-gone";
import type { LoginKind, TokenHash } from "@/lib/logins/login";
import { held, whileItHolds } from "@/lib/logins/proof-sql";

const minute = 60_000;
const day = 24 * 60 * minute;
export const loginLifetime = 14 * day;
/**
 * Whoever confirmed an address, and the first who says that it is theirs. A third has to get back in by
 * identity verification, which takes another address.
 */
const mostWithOneEmail = 2;
/** A login's last use is written at most this often. */
const touchInterval = 10 * minute;

export const members: LoginKind<MemberLogin> = {
  failed: "login_failed",
  began: (id) => ({ kind: "logged_in", actor: id, subject: id }),
  ended: (id) => ({ kind: "logged_out", actor: id, subject: id }),
  mostWithOneEmail,
  findByEmail: (db, email) =>
    db.account.findMany({
      where: { email },
      // The one who confirmed the address, then those who say that it is theirs.
      orderBy: [{ emailConfirmedAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }],
      take: mostWithOneEmail,
      select: { id: true, passwordHash: true },
    }),
  insert: (tx, { tokenHash, proof, origin: { device, network }, now }) => {
    const expiresAt = new Date(now.getTime() + loginLifetime);
    return tx.$executeRaw`
      INSERT INTO sessions (token_hash, account_id, created_at, expires_at, authenticated_at,
        last_seen_at, method, device, network)
      SELECT ${tokenHash}::bytea, accounts.id, ${now}::timestamptz, ${expiresAt}::timestamptz,
        ${now}::timestamptz, ${now}::timestamptz, ${proof.method}::"LoginMethod", ${device}, ${network}
      FROM accounts ${whileItHolds(proof, "accounts")} AND suspended_at IS NULL ${held(proof, "accounts")}`;
  },
  obstacle: async (tx, id) => {
    const account = await tx.account.findUnique({ where: { id }, select: { suspendedAt: true } });
    if (account === null) return new AccountGone();
    return account.suspendedAt === null ? null : new AccountSuspended();
  },
  find: async (db, tokenHash, now) => {
    // Prisma would ask for the account by a second question.
    const [row] = loginRows.parse(
      await db.$queryRaw`
        SELECT account_id AS "accountId", sessions.created_at AS "createdAt",
          authenticated_at AS "authenticatedAt", last_seen_at AS "lastSeenAt",
          verified_at AS "verifiedAt"
        FROM sessions JOIN accounts ON accounts.id = account_id
        WHERE token_hash = ${tokenHash} AND expires_at > ${now} AND suspended_at IS NULL`,
    );
    if (row === undefined) return null;
    await touch(db, { tokenHash, lastSeenAt: row.lastSeenAt }, now);
    return viewLogin({ tokenHash, ...row });
  },
  remove: async (tx, tokenHash) => (await tx.session.deleteMany({ where: { tokenHash } })).count,
  removeExpired: async (db, now) =>
    (await db.session.deleteMany({ where: { expiresAt: { lte: now } } })).count,
};

/** A login counts while it lasts and its account is not suspended. */
export function liveAt(now: Date) {
  return { expiresAt: { gt: now }, account: { suspendedAt: null } };
}

/** Writes when a login was last used, if it was not written lately. */
export async function touch(
  db: PrismaClient,
  { tokenHash, lastSeenAt }: Pick<Session, "tokenHash" | "lastSeenAt">,
  now: Date,
): Promise<void> {
  if (lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < touchInterval) return;
  await db.session.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
}

export function viewLogin({
  accountId,
  tokenHash,
  createdAt,
  authenticatedAt,
  verifiedAt,
}: LoginRow): MemberLogin {
  const handle = handleOf(tokenHash);
  return { id: accountId, handle, tokenHash, createdAt, authenticatedAt, verifiedAt };
}

/** Names a login in a form; neither its token nor the hash that the database keeps can be told from it. */
export function handleOf(tokenHash: TokenHash): string {
  return Buffer.from(hashToken(Buffer.from(tokenHash).toString("hex"))).toString("base64url");
}

const loginRows = z.array(
  z.object({
    accountId: z.string(),
    createdAt: z.date(),
    authenticatedAt: z.date().nullable(),
    lastSeenAt: z.date().nullable(),
    verifiedAt: z.date(),
  }),
);

/** A member's login: `id` is the account's. */
export type MemberLogin = {
  id: string;
  /** For forms and pages. */
  handle: string;
  /** For the database alone; never for a page. */
  tokenHash: TokenHash;
  createdAt: Date;
  /** When the person last proved who they are in it; null where an older server began it. */
  authenticatedAt: Date | null;
  /** When the identity of the account's owner was last verified. */
  verifiedAt: Date;
};
type LoginRow = Pick<Session, "tokenHash" | "accountId" | "createdAt" | "authenticatedAt"> & {
  verifiedAt: Date;
};
