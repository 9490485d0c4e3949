import { z } from "zod";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { LoginEnded } from "@/lib/logins/account-gone";
import { isLoginOf, loginRow, type MemberLogin } from "@/lib/logins/members";

/**
 * Does what a member asked for, while the login in which they asked lasts: one that was ended between its
 * check and this moment changes nothing, and one that is being ended is waited for.
 * @param act is given the login as it is by now: it may have been renewed.
 * @throws LoginEnded
 */
export function whileLoggedIn<T>(
  acting: Acting,
  { db, now }: { db: PrismaClient; now: Date },
  act: (tx: Prisma.TransactionClient, held: Acting) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => act(tx, await holdActing(tx, acting, now)));
}

/**
 * The same within a transaction: holds the account and then the login until it ends, in the order in which
 * leaving holds them.
 * @throws LoginEnded
 */
export async function holdActing(
  tx: Prisma.TransactionClient,
  { id, tokenHash }: Acting,
  now: Date,
): Promise<Acting> {
  const [held] = heldLogins.parse(
    await tx.$queryRaw`
      SELECT token_hash AS "tokenHash" FROM accounts JOIN sessions ON account_id = accounts.id
      WHERE accounts.id = ${id} AND suspended_at IS NULL AND ${isLoginOf(tokenHash, now)}
      FOR UPDATE OF accounts, sessions`,
  );
  if (held !== undefined) return { id, ...held };
  throw new LoginEnded((await tx.account.count({ where: { id } })) === 0);
}

const heldLogins = z.array(loginRow.pick({ tokenHash: true }));

/**
 * The login in which a member acts. What they change of their account takes one, and no bare id: that the
 * login lasts cannot be forgotten.
 */
export type Acting = Pick<MemberLogin, "id" | "tokenHash">;
