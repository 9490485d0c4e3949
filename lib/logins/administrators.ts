import type { LoginKind } from "@/lib/logins/login";

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
  findByEmail: (db, email) =>
    db.administrator.findUnique({ where: { email }, select: { id: true, passwordHash: true } }),
  holdRow: async (tx, id) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM administrators WHERE id = ${id} FOR KEY SHARE`;
    return held.length > 0;
  },
  insert: async (tx, { tokenHash, id, now }) => {
    const data = { tokenHash, administratorId: id, createdAt: now, lastSeenAt: now };
    await tx.administratorSession.create({ data });
  },
  find: async (db, tokenHash, now) => {
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

export type AdministratorView = { id: string; email: string };
