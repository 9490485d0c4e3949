import { appendEvent } from "@/lib/audit/events";
import { askToConfirm, readHeldAccount, type EmailContext } from "@/lib/emails/ask-to-confirm";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";

/**
 * An address that nobody confirmed is corrected at once; a confirmed one changes when the new one is
 * confirmed (lib/emails/follow-link.ts). Needs a fresh authentication, which is the caller's to ask for.
 * @throws LoginEnded
 */
export async function changeEmail(
  acting: Acting,
  email: string,
  context: EmailContext,
): Promise<void> {
  const { id: accountId } = acting;
  await whileLoggedIn(acting, context, async (tx) => {
    const account = await readHeldAccount(tx, accountId);
    const isCorrected = account.emailConfirmedAt === null;
    if (email === account.email) {
      // Typed again instead of asking again; or a change that is not wanted any more.
      if (isCorrected) return askToConfirm(tx, account, context);
      return forgetPending(tx, accountId);
    }
    if (isCorrected) await tx.account.update({ where: { id: accountId }, data: { email } });
    await askToConfirm(tx, { ...account, email }, context);
    const kind = isCorrected ? "email_corrected" : "email_change_asked";
    await appendEvent(tx, { kind, actor: accountId, subject: accountId }, context.now);
  });
}

/**
 * Sends the mail that asks for confirmation once more, where one is due.
 * @throws LoginEnded
 */
export async function askAgain(acting: Acting, context: EmailContext): Promise<void> {
  await whileLoggedIn(acting, context, async (tx) => {
    const account = await readHeldAccount(tx, acting.id);
    const email = await awaited(tx, account, context.now);
    if (email !== null) await askToConfirm(tx, { ...account, email }, context);
  });
}

/** The account's address, and the one that is to be confirmed, if any. */
export async function readEmail(
  accountId: string,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<EmailView | null> {
  const account = await db.account.findUnique({
    where: { id: accountId },
    select: { id: true, email: true, emailConfirmedAt: true },
  });
  if (account === null) return null;
  const { email, emailConfirmedAt } = account;
  const isConfirmed = emailConfirmedAt !== null;
  return { email, isConfirmed, awaited: await awaited(db, account, now) };
}

async function awaited(
  db: PrismaClient | Prisma.TransactionClient,
  account: { id: string; email: string; emailConfirmedAt: Date | null },
  now: Date,
): Promise<string | null> {
  if (account.emailConfirmedAt === null) return account.email;
  const [link] = await db.link.findMany({
    where: { accountId: account.id, purpose: "confirm_email", expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
    take: 1,
  });
  return link?.email ?? null;
}

async function forgetPending(tx: Prisma.TransactionClient, accountId: string): Promise<void> {
  await tx.link.deleteMany({ where: { accountId, purpose: "confirm_email" } });
}

/** `awaited`: the address that waits for its owner's press: this one, or the one it is to become. */
export type EmailView = { email: string; isConfirmed: boolean; awaited: string | null };
