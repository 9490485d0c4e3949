import { appendEvent } from "@/lib/audit/events";
import { hashPassword } from "@/lib/crypto/password";
import type { PrismaClient } from "@/lib/generated/prisma/client";
import { AccountGone } from "@/lib/logins/account-gone";
import { endOtherLogins } from "@/lib/logins/member-logins";
import type { MemberLogin } from "@/lib/logins/members";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

/**
 * Sets a new password for whoever has just proved who they are. Every other login ends, and the account's
 * address is told, with a link for "this was not me".
 * @throws AccountGone
 */
export async function changePassword(
  { id, tokenHash }: Pick<MemberLogin, "id" | "tokenHash">,
  password: string,
  context: MailContext & { db: PrismaClient },
): Promise<void> {
  const { db, now } = context;
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id }, data: { passwordHash } });
    if (count === 0) throw new AccountGone();
    await endOtherLogins(tx, id, tokenHash, now);
    const token = await issueLink(tx, { purpose: "not_me", accountId: id }, now);
    await notifyAccount(tx, id, { kind: "password_changed", token }, context);
    await appendEvent(tx, { kind: "password_changed", actor: id, subject: id }, now);
  });
}
