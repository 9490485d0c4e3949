import type { LoginKind } from "@/lib/logins/login";

const day = 24 * 3_600_000;
export const loginLifetime = 14 * day;

export const members: LoginKind<{ id: string }> = {
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
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM accounts WHERE id = ${id} FOR KEY SHARE`;
    return held.length > 0;
  },
  insert: async (tx, { tokenHash, id, now }) => {
    const expiresAt = new Date(now.getTime() + loginLifetime);
    await tx.session.create({ data: { tokenHash, accountId: id, createdAt: now, expiresAt } });
  },
  find: async (db, tokenHash, now) => {
    const session = await db.session.findUnique({ where: { tokenHash } });
    return session === null || session.expiresAt <= now ? null : { id: session.accountId };
  },
  remove: async (tx, tokenHash) => (await tx.session.deleteMany({ where: { tokenHash } })).count,
  removeExpired: async (db, now) =>
    (await db.session.deleteMany({ where: { expiresAt: { lte: now } } })).count,
};
