import { z } from "zod";
import { hashToken } from "@/lib/crypto/token";
import { Prisma, type PrismaClient, type Session } from "@/lib/generated/prisma/client";
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
        SELECT ${loginColumns(tokenHash)}
        FROM sessions JOIN accounts ON accounts.id = account_id
        WHERE ${isLoginOf(tokenHash, now)} AND suspended_at IS NULL`,
    );
    if (row === undefined) return null;
    await touch(db, row, now);
    return viewLogin(row, tokenHash);
  },
  remove: async (tx, tokenHash) => {
    const where = { OR: [{ tokenHash }, { formerTokenHash: tokenHash }] };
    return (await tx.session.deleteMany({ where })).count;
  },
  // Past what somebody holds, e.g. a member who is leaving: nobody waits for the other.
  removeExpired: async (db, now) =>
    db.$executeRaw`DELETE FROM sessions WHERE token_hash IN (SELECT token_hash FROM sessions
      WHERE expires_at <= ${now} ORDER BY token_hash FOR UPDATE SKIP LOCKED)`,
};

/**
 * The live login of a token: its present one, or shortly the one before (`renewLogin`). Who has the one
 * before may be somebody who stole it, so that in it nobody has proved who they are.
 */
export function isLoginOf(tokenHash: TokenHash, now: Date): Prisma.Sql {
  return Prisma.sql`expires_at > ${now} AND (token_hash = ${tokenHash}
    OR (former_token_hash = ${tokenHash} AND former_until > ${now}))`;
}

/** The columns of `loginRow`, for the token that was shown. */
export function loginColumns(tokenHash: TokenHash): Prisma.Sql {
  return Prisma.sql`token_hash AS "tokenHash",
    CASE WHEN token_hash = ${tokenHash} THEN authenticated_at END AS "authenticatedAt",
    account_id AS "accountId", sessions.created_at AS "createdAt", last_seen_at AS "lastSeenAt",
    verified_at AS "verifiedAt", reverify_required_at AS "reverifyRequiredAt", ${agreedOfAccount} AS agreed`;
}

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

/** @param shownHash of the token by which it was found. */
export function viewLogin(row: LoginRow, shownHash: TokenHash): MemberLogin {
  const {
    accountId: id,
    tokenHash,
    createdAt,
    authenticatedAt,
    verifiedAt,
    agreed,
    reverifyRequiredAt,
  } = row;
  const handle = handleOf(tokenHash);
  const times = { createdAt, authenticatedAt, verifiedAt, reverifyRequiredAt };
  return { id, handle, tokenHash, shownHash, ...times, agreed };
}

/** What an account agreed to, in a statement that asks for it anyway: [{document, version}]. */
export const agreedOfAccount = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('document', document, 'version', version)), '[]')
  FROM consents WHERE consents.account_id = accounts.id)`;

export const agreedSchema = z.array(z.object({ document: z.string(), version: z.string() }));

/** Names a login in a form; neither its token nor the hash that the database keeps can be told from it. */
export function handleOf(tokenHash: TokenHash): string {
  return Buffer.from(hashToken(Buffer.from(tokenHash).toString("hex"))).toString("base64url");
}

export const loginRow = z.object({
  tokenHash: z.instanceof(Uint8Array).transform((bytes) => Uint8Array.from(bytes)),
  accountId: z.string(),
  createdAt: z.date(),
  authenticatedAt: z.date().nullable(),
  lastSeenAt: z.date().nullable(),
  verifiedAt: z.date(),
  reverifyRequiredAt: z.date().nullable(),
  agreed: agreedSchema,
});
const loginRows = z.array(loginRow);

/** A member's login: `id` is the account's. */
export type MemberLogin = {
  id: string;
  /** For forms and pages. */
  handle: string;
  /** For the database alone; never for a page. */
  tokenHash: TokenHash;
  /** Of the token that was shown: another one, where that is the one before. */
  shownHash: TokenHash;
  createdAt: Date;
  /** When the person last proved who they are in it; null where nobody did, or an older server began it. */
  authenticatedAt: Date | null;
  /** When the identity of the account's owner was last verified. */
  verifiedAt: Date;
  /** An administrator asked for it anew; null where none did, and once it was done. */
  reverifyRequiredAt: Date | null;
  /** Every version of a document that they agreed to. */
  agreed: { document: string; version: string }[];
};
type LoginRow = z.infer<typeof loginRow>;
