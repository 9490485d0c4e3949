import { appendEvent } from "@/lib/audit/events";
import { hashPassword } from "@/lib/crypto/password";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { whileLoggedIn, type Acting } from "@/lib/logins/acting";
import { endOtherLogins } from "@/lib/logins/member-logins";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

/**
 * Sets a new password for whoever has just proved who they are. Every other login ends, and the account's
 * address is told, with a link for "this was not me".
 * @throws LoginEnded
 */
export async function changePassword(
  acting: Acting,
  password: string,
  context: MailContext & { db: PrismaClient },
): Promise<void> {
  const { now } = context;
  const passwordHash = await hashPassword(password);
  await whileLoggedIn(acting, context, async (tx, { id, tokenHash }) => {
    await tx.account.update({ where: { id }, data: { passwordHash } });
    await endOtherLogins(tx, id, tokenHash, now);
    const token = await issueLink(tx, { purpose: "not_me", accountId: id }, now);
    await notifyAccount(tx, id, { kind: "password_changed", token }, context);
    await appendEvent(tx, { kind: "password_changed", actor: id, subject: id }, now);
  });
}
