import { z } from "zod";
import { hashToken } from "@/lib/crypto/token";
import type { PrismaClient, Session } from "@/lib/generated/prisma/client";
import { AccountGone, AccountSuspended } from "@/lib/logins/account-gone";
import type { LoginKind, TokenHash } from "@/lib/logins/login";

const minute = 60_000;
const day = 24 * 60 * minute;
export const loginLifetime = 14 * day;
/** A login's last use is written at most this often. */
const touchInterval = 10 * minute;

export const members: LoginKind<MemberLogin> = {
  failed: "login_failed",
  began: (id) => ({ kind: "logged_in", actor: id, subject: id }),
  ended: (id) => ({ kind: "logged_out", actor: id, subject: id }),
  findByEmail: (db, email) =>
    db.account.findMany({
      where: { email },
      // The one who confirmed the address, then those who say that it is theirs.
      orderBy: [{ emailConfirmedAt: { sort: "asc", nulls: "last" } }, { createdAt: "asc" }],
      take: 5,
      select: { id: true, passwordHash: true },
    }),
  holdRow: async (tx, id) => {
    const [held] = heldRows.parse(
      await tx.$queryRaw`
        SELECT suspended_at AS "suspendedAt" FROM accounts WHERE id = ${id} FOR KEY SHARE`,
    );
    if (held === undefined) throw new AccountGone();
    if (held.suspendedAt !== null) throw new AccountSuspended();
  },
  insert: async (tx, { tokenHash, id, how, now }) => {
    const { method, device, network } = how;
    const expiresAt = new Date(now.getTime() + loginLifetime);
    await tx.session.create({
      data: {
        ...{ tokenHash, accountId: id, createdAt: now, expiresAt },
        ...{ authenticatedAt: now, lastSeenAt: now, method, device, network },
      },
    });
  },
  find: async (db, tokenHash, now) => {
    // Prisma would ask for the account by a second question.
    const [row] = loginRows.parse(
      await db.$queryRaw`
        SELECT account_id AS "accountId", sessions.created_at AS "createdAt",
          authenticated_at AS "authenticatedAt", last_seen_at AS "lastSeenAt",
          verified_at AS "verifiedAt", reverify_required_at AS "reverifyRequiredAt"
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
  reverifyRequiredAt,
}: LoginRow): MemberLogin {
  const handle = handleOf(tokenHash);
  const times = { createdAt, authenticatedAt, verifiedAt, reverifyRequiredAt };
  return { id: accountId, handle, tokenHash, ...times };
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
    reverifyRequiredAt: z.date().nullable(),
  }),
);

const heldRows = z.array(z.object({ suspendedAt: z.date().nullable() }));

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
  /** An administrator asked for it anew; null where none did, and once it was done. */
  reverifyRequiredAt: Date | null;
};
type LoginRow = Pick<Session, "tokenHash" | "accountId" | "createdAt" | "authenticatedAt"> &
  Pick<MemberLogin, "verifiedAt" | "reverifyRequiredAt">;
