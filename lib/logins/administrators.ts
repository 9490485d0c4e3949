import { z } from "zod";
import { AccountGone } from "@/lib/logins/account-gone";
import type { LoginKind } from "@/lib/logins/login";
import { held, whileItHolds } from "@/lib/logins/proof-sql";

const minute = 60_000;
/** Idle limit 30 minutes, absolute limit 8 hours (OWASP ASVS 5.0, 7.3). */
export const idleLimit = 30 * minute;
export const absoluteLimit = 8 * 60 * minute;
/** A login's last use is written at most this often. */
const touchInterval = minute;

export const administrators: LoginKind<AdministratorView> = {
  failed: "administrator_login_failed",
  began: (id) => ({ kind: "administrator_logged_in", actor: id }),
  ended: (id) => ({ kind: "administrator_logged_out", actor: id }),
  mostWithOneEmail: 1,
  findByEmail: (db, email) =>
    db.administrator.findMany({ where: { email }, select: { id: true, passwordHash: true } }),
  insert: (tx, { tokenHash, proof, now }) => tx.$executeRaw`
    INSERT INTO administrator_sessions (token_hash, administrator_id, created_at, last_seen_at)
    SELECT ${tokenHash}::bytea, administrators.id, ${now}::timestamptz, ${now}::timestamptz
    FROM administrators ${whileItHolds(proof, "administrators")} ${held(proof, "administrators")}`,
  obstacle: async (tx, id) =>
    (await tx.administrator.count({ where: { id } })) === 0 ? new AccountGone() : null,
  find: async (db, tokenHash, now) => {
    // Prisma would ask for the administrator by a second question.
    const [session] = sessionRows.parse(
      await db.$queryRaw`
        SELECT administrators.id, email, sessions.created_at AS "createdAt", last_seen_at AS "lastSeenAt"
        FROM administrator_sessions AS sessions
        JOIN administrators ON administrators.id = administrator_id
        WHERE token_hash = ${tokenHash}`,
    );
    if (session === undefined) return null;
    const idle = now.getTime() - session.lastSeenAt.getTime();
    const age = now.getTime() - session.createdAt.getTime();
    if (idle > idleLimit || age > absoluteLimit) return null;
    if (idle > touchInterval) {
      await db.administratorSession.updateMany({ where: { tokenHash }, data: { lastSeenAt: now } });
    }
    return { id: session.id, email: session.email };
  },
  remove: async (tx, tokenHash) =>
    (await tx.administratorSession.deleteMany({ where: { tokenHash } })).count,
  removeExpired: async (db, now) => {
    const before = (limit: number) => ({ lt: new Date(now.getTime() - limit) });
    const { count } = await db.administratorSession.deleteMany({
      where: { OR: [{ lastSeenAt: before(idleLimit) }, { createdAt: before(absoluteLimit) }] },
    });
    return count;
  },
};

const sessionRows = z.array(
  z.object({ id: z.string(), email: z.string(), createdAt: z.date(), lastSeenAt: z.date() }),
);

export type AdministratorView = { id: string; email: string };
