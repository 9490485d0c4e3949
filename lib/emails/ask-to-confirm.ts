import type { KeyRing } from "@/lib/crypto/key-ring";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { issueLink } from "@/lib/mail/links";
import { queueMail, queueOnceADay, type MailContext } from "@/lib/mail/outbox";

/**
 * Asks at an address whether it is this account's, in the transaction that says so; links before it are
 * void. Where another account has confirmed the address, its owner is told instead, and nobody else
 * learns that.
 */
export async function askToConfirm(
  tx: Prisma.TransactionClient,
  { id, email, locale }: Asked,
  context: EmailContext,
): Promise<void> {
  const link = { purpose: "confirm_email", accountId: id, email, replace: true } as const;
  const token = await issueLink(tx, link, context.now);
  const [owner] = await tx.account.findMany({
    where: { email, emailConfirmedAt: { not: null }, id: { not: id } },
    take: 1,
    select: { id: true, locale: true },
  });
  if (owner === undefined) {
    const notice = { kind: "confirm_email", token } as const;
    return queueMail(tx, { to: email, locale, accountId: id }, notice, context);
  }
  const recipient = { to: email, locale: owner.locale, accountId: owner.id };
  return queueOnceADay(tx, recipient, { kind: "address_used_by_another" }, context, email);
}

/** An account that the transaction holds, as far as its e-mail goes. */
export async function readHeldAccount(tx: Prisma.TransactionClient, id: string) {
  return tx.account.findUniqueOrThrow({
    where: { id },
    select: { id: true, email: true, emailConfirmedAt: true, locale: true },
  });
}

type Asked = { id: string; email: string; locale: string };
export type EmailContext = MailContext & { db: PrismaClient; indexKeys: KeyRing };
