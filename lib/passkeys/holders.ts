import { verifyPassword } from "@/lib/crypto/password";
import type { Prisma } from "@/lib/generated/prisma/client";
import { AccountGone } from "@/lib/logins/account-gone";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

/** Whose passkey it is. Both have the same rules; they differ in the table and in who is told. */
export type PasskeyHolder = { kind: "member" | "administrator"; id: string };

/** The column that names the holder. */
export function holderColumn({ kind, id }: PasskeyHolder) {
  return kind === "member" ? { accountId: id } : { administratorId: id };
}

/** The authenticator knows the holder by this, and gives it back at each use. */
export function userHandleOf({ kind, id }: PasskeyHolder): string {
  // The two kinds of ids are from one alphabet.
  return Buffer.from(kind === "member" ? id : `administrator:${id}`).toString("base64url");
}

/**
 * Holds the holder's row until the transaction ends, so that two at once count one after the other.
 * @throws AccountGone
 */
export async function holdHolder(
  tx: Prisma.TransactionClient,
  { kind, id }: PasskeyHolder,
): Promise<HeldHolder> {
  const select = { email: true, passwordHash: true } as const;
  const selectOther = { ...select, totpSealedKeyId: true } as const;
  if (kind === "member") {
    await tx.$queryRaw`SELECT FROM accounts WHERE id = ${id} FOR NO KEY UPDATE`;
  } else {
    await tx.$queryRaw`SELECT FROM administrators WHERE id = ${id} FOR NO KEY UPDATE`;
  }
  const held =
    kind === "member"
      ? await tx.account.findUnique({ where: { id }, select })
      : await tx.administrator.findUnique({ where: { id }, select: selectOther });
  if (held === null) throw new AccountGone();
  return held;
}

/**
 * Whether there is something without the last passkey: for a member the password, where they have just typed
 * it, so that it is known to work; for an administrator, whose passkeys are second factors, the other one.
 */
export async function doesWithoutPasskey(
  held: HeldHolder,
  password: string | null,
): Promise<boolean> {
  if (held.totpSealedKeyId !== undefined) return held.totpSealedKeyId !== null;
  return isPasswordOf(held, password);
}

async function isPasswordOf(held: HeldHolder, password: string | null): Promise<boolean> {
  if (password === null || password === "" || password.length > 1024) return false;
  return verifyPassword(held.passwordHash, password);
}

/** Tells a member by mail. An administrator sees it in the audit trail. */
export async function tellOfPasskey(
  tx: Prisma.TransactionClient,
  holder: PasskeyHolder,
  { change, name }: { change: "added" | "removed"; name: string },
  context: MailContext,
): Promise<void> {
  if (holder.kind === "administrator") return;
  if (change === "removed") {
    return notifyAccount(tx, holder.id, { kind: "passkey_removed", name }, context);
  }
  const link = { purpose: "not_me", accountId: holder.id } as const;
  const token = await issueLink(tx, link, context.now);
  await notifyAccount(tx, holder.id, { kind: "passkey_added", name, token }, context);
}

/** `totpSealedKeyId`: of an administrator; null where they have no authenticator app. */
export type HeldHolder = { email: string; passwordHash: string; totpSealedKeyId?: string | null };
