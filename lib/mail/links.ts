import { hashToken, randomToken } from "@/lib/crypto/token";
import type { LinkPurpose, Prisma, PrismaClient } from "@/lib/generated/prisma/client";

const hour = 3_600_000;
/** Milliseconds that a link in a mail may be used. */
export const linkLifetime: Record<LinkPurpose, number> = {
  confirm_email: 24 * hour,
  revert_email: 7 * 24 * hour,
  not_me: 7 * 24 * hour,
  recovery_not_me: 7 * 24 * hour,
  cancel_recovery: 48 * hour,
};

/**
 * A new link; earlier ones of the same purpose stay, unless `replace`.
 * @returns the token for the mail; the database keeps its hash.
 */
export async function issueLink(
  tx: Prisma.TransactionClient,
  { purpose, accountId, email, replace = false }: NewLink,
  now: Date,
): Promise<string> {
  if (replace) await tx.link.deleteMany({ where: { accountId, purpose } });
  const { token, tokenHash, expiresAt } = prepareLink(purpose, now);
  const row = { tokenHash, purpose, accountId, email: email ?? null };
  await tx.link.create({ data: { ...row, createdAt: now, expiresAt } });
  return token;
}

/** A link's token, for a statement that writes its row along with others. */
export function prepareLink(purpose: LinkPurpose, now: Date) {
  const token = randomToken();
  const expiresAt = new Date(now.getTime() + linkLifetime[purpose]);
  return { token, tokenHash: hashToken(token), expiresAt };
}

/** What a link may do, without using it up: mail scanners and previews open links too. */
export async function readLink(
  db: PrismaClient | Prisma.TransactionClient,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<LinkView | null> {
  const row = await db.link.findUnique({ where: { tokenHash: hashToken(token) } });
  if (row === null || row.purpose !== purpose || row.expiresAt <= now) return null;
  return { accountId: row.accountId, email: row.email };
}

/**
 * Uses a link up, in the transaction of what it does; of two at once, one gets it. Its account is held from
 * then on, and before the link: in the order in which leaving holds them.
 */
export async function spendLink(
  tx: Prisma.TransactionClient,
  token: string,
  purpose: LinkPurpose,
  now: Date,
): Promise<LinkView | null> {
  const view = await readLink(tx, token, purpose, now);
  if (view === null) return null;
  await tx.$queryRaw`SELECT FROM accounts WHERE id = ${view.accountId} FOR UPDATE`;
  const { count } = await tx.link.deleteMany({ where: { tokenHash: hashToken(token) } });
  return count === 1 ? view : null;
}

/**
 * Deletes links that are over, but for those that somebody holds, which the next minute deletes: so it never
 * waits for a member who is leaving, while they wait for it.
 * @returns how many.
 */
export async function forgetLinks(db: Prisma.TransactionClient, now: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM links WHERE token_hash IN (SELECT token_hash FROM links
    WHERE expires_at <= ${now} ORDER BY token_hash FOR UPDATE SKIP LOCKED)`;
}

type NewLink = { purpose: LinkPurpose; accountId: string; email?: string; replace?: boolean };
export type LinkView = { accountId: string; email: string | null };
