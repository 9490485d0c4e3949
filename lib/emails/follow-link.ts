import { appendEvent } from "@/lib/audit/events";
import { isUniqueViolation } from "@/lib/db";
import { readHeldAccount, type EmailContext } from "@/lib/emails/ask-to-confirm";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { maskEmail } from "@/lib/identity/masking";
import { unknownPassword, voidAccess } from "@/lib/logins/void-access";
import { issueLink, readLink, spendLink } from "@/lib/mail/links";
import { queueMail } from "@/lib/mail/outbox";

/** What the press of a link's button would do; reading it changes nothing. */
export async function viewEmailLink(
  token: string,
  purpose: EmailLink,
  { db, now }: { db: PrismaClient; now: Date },
): Promise<EmailLinkView | null> {
  const link = await readLink(db, token, purpose, now);
  if (link === null || link.email === null) return null;
  const account = await db.account.findUnique({
    where: { id: link.accountId },
    select: { email: true, emailConfirmedAt: true },
  });
  if (account === null) return null;
  const isChange = account.emailConfirmedAt !== null && account.email !== link.email;
  return { maskedEmail: maskEmail(link.email), isChange };
}

/**
 * The owner of an address says that it is theirs. Where it is to take the place of a confirmed one, that
 * one is told, with a way back for seven days. It logs nobody in: anybody may have the link.
 * @returns false for a link that is over, used, of another kind or none, and for an address that another
 * account confirmed meanwhile: the person cannot tell which.
 */
export function confirmEmail(token: string, context: EmailContext): Promise<boolean> {
  return follow(token, "confirm_email", context, async (tx, { account, email }) => {
    const { id, locale } = account;
    const { now } = context;
    const isChange = account.email !== email;
    if (isChange && account.emailConfirmedAt === null) return false;
    if (isChange) {
      const link = { purpose: "revert_email", accountId: id, email: account.email } as const;
      const back = await issueLink(tx, link, now);
      const recipient = { to: account.email, locale, accountId: id };
      await queueMail(tx, recipient, { kind: "email_changed", token: back }, context);
    }
    await tx.account.update({ where: { id }, data: { email, emailConfirmedAt: now } });
    await tx.link.deleteMany({ where: { accountId: id, purpose: "confirm_email" } });
    const kind = isChange ? "email_changed" : "email_confirmed";
    await appendEvent(tx, { kind, actor: id, subject: id }, now);
    return true;
  });
}

/**
 * The owner of the address before takes the change back. Whoever changed it was logged in and may know the
 * password, or have set it: they are shut out, and no other link changes the address.
 * @returns false as above.
 */
export async function revertEmail(token: string, context: EmailContext): Promise<boolean> {
  const passwordHash = await unknownPassword();
  return follow(token, "revert_email", context, async (tx, { account: { id }, email }) => {
    const { now } = context;
    await tx.account.update({ where: { id }, data: { email, emailConfirmedAt: now } });
    await tx.link.deleteMany({
      where: { accountId: id, purpose: { in: ["confirm_email", "revert_email"] } },
    });
    await voidAccess(tx, id, passwordHash, now);
    await appendEvent(tx, { kind: "email_reverted", actor: id, subject: id }, now);
    return true;
  });
}

async function follow(
  token: string,
  purpose: EmailLink,
  { db, now }: EmailContext,
  change: (tx: Prisma.TransactionClient, link: Followed) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await db.$transaction(async (tx) => {
      const link = await spendLink(tx, token, purpose, now);
      if (link === null || link.email === null) return false;
      const account = await readHeldAccount(tx, link.accountId);
      return change(tx, { account, email: link.email });
    });
  } catch (error) {
    if (isUniqueViolation(error, "email")) return false;
    throw error;
  }
}

export type EmailLink = "confirm_email" | "revert_email";
/** `isChange`: it takes the place of an address that was confirmed. */
export type EmailLinkView = { maskedEmail: string; isChange: boolean };
type Followed = {
  account: Awaited<ReturnType<typeof readHeldAccount>>;
  email: string;
};
