import { verifyPassword } from "@/lib/crypto/password";
import type { Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { AccountGone, LoginEnded } from "@/lib/logins/account-gone";
import { holdActing, type Acting } from "@/lib/logins/acting";
import { issueLink } from "@/lib/mail/links";
import { notifyAccount, type MailContext } from "@/lib/mail/outbox";

/** Whose passkey it is. Both have the same rules; they differ in the table and in who is told. */
export type PasskeyHolder = { kind: "member" | "administrator"; id: string };

/** A holder who changes something: a member does so in a login. */
export type ActingHolder = ({ kind: "member" } & Acting) | { kind: "administrator"; id: string };

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
 * @throws LoginEnded where a member's login was ended.
 * @throws AccountGone where an administrator is none any more.
 */
export async function holdHolder(
  tx: Prisma.TransactionClient,
  holder: ActingHolder,
  now: Date,
): Promise<HeldHolder> {
  if (holder.kind === "member") {
    await holdActing(tx, holder, now);
  } else {
    await tx.$queryRaw`SELECT FROM administrators WHERE id = ${holder.id} FOR NO KEY UPDATE`;
  }
  return readHolder(tx, holder);
}

/** @throws as above */
export async function readHolder(
  db: PrismaClient | Prisma.TransactionClient,
  { kind, id }: PasskeyHolder,
): Promise<HeldHolder> {
  const select = { email: true, passwordHash: true } as const;
  const found =
    kind === "member"
      ? await db.account.findUnique({ where: { id }, select })
      : await db.administrator.findUnique({
          where: { id },
          select: { ...select, totpSealedKeyId: true },
        });
  if (found === null) throw kind === "member" ? new LoginEnded(true) : new AccountGone();
  return found;
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
