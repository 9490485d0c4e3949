import { appendEvent } from "@/lib/audit/events";
import { hashPassword } from "@/lib/crypto/password";
import { hashToken, randomAlphanumeric, randomToken } from "@/lib/crypto/token";
import { isUniqueViolation } from "@/lib/db";
import type { AdministratorRole, Prisma, PrismaClient } from "@/lib/generated/prisma/client";
import { actAs, type Owner } from "@/lib/logins/admission";
import type { PasswordProof } from "@/lib/logins/login";
import { queueMail, type MailContext } from "@/lib/mail/outbox";

/** Milliseconds that an invitation may be accepted. */
export const invitationLifetime = 3 * 24 * 3_600_000;

/**
 * Asks somebody to administer: a link by mail, by which they set their own password; nobody else ever knows
 * it. An earlier one to the same address is void.
 */
export async function inviteAdministrator(
  by: Owner,
  { email, name, role, locale }: Invited,
  context: InviteContext,
): Promise<{ kind: "invited" | "exists" }> {
  const { db, now } = context;
  const id = randomAlphanumeric(24);
  const token = randomToken();
  return actAs(db, by, async (tx) => {
    if ((await tx.administrator.count({ where: { email } })) > 0) return { kind: "exists" };
    await tx.administratorInvitation.deleteMany({ where: { email } });
    await tx.administratorInvitation.create({
      data: {
        ...{ id, email, name, role, inviterId: by.id, tokenHash: hashToken(token) },
        ...{ createdAt: now, expiresAt: new Date(now.getTime() + invitationLifetime) },
      },
    });
    const event = { kind: "administrator_invited", actor: by.id, subject: id, role } as const;
    await appendEvent(tx, event, now, by.from);
    const notice = { kind: "administrator_invited", inviter: by.email, token } as const;
    await queueMail(tx, { to: email, locale, accountId: null }, notice, context);
    return { kind: "invited" };
  });
}

/** Its link is void. */
export async function withdrawInvitation(
  by: Owner,
  id: string,
  { db, now }: Pick<InviteContext, "db" | "now">,
): Promise<void> {
  await actAs(db, by, async (tx) => {
    const { count } = await tx.administratorInvitation.deleteMany({ where: { id } });
    if (count === 0) return;
    const event = {
      kind: "administrator_invitation_withdrawn",
      actor: by.id,
      subject: id,
    } as const;
    await appendEvent(tx, event, now, by.from);
  });
}

/** What a link offers, without using it up; null where it offers nothing, or not any more. */
export async function readInvitation(
  db: Prisma.TransactionClient,
  token: string,
  now: Date,
): Promise<Invitation | null> {
  // Whoever invited has to be an owner still.
  return db.administratorInvitation.findUnique({
    where: {
      tokenHash: hashToken(token),
      expiresAt: { gt: now },
      inviter: { role: "owner" },
    },
    select: { id: true, email: true, name: true, role: true, inviterId: true },
  });
}

/**
 * Whoever has the link sets a password and administers from now on; of two at once, one. Recorded as created
 * by whoever invited them, from where it was accepted.
 * @returns what their first login begins with; null where the link is over.
 */
export async function acceptInvitation(
  { token, password, address }: { token: string; password: string; address: string },
  { db, now }: Pick<InviteContext, "db" | "now">,
): Promise<PasswordProof | null> {
  const passwordHash = await hashPassword(password);
  try {
    return await db.$transaction(async (tx): Promise<PasswordProof | null> => {
      const invitation = await readInvitation(tx, token, now);
      if (invitation === null) return null;
      const { id, email, name, role, inviterId } = invitation;
      if (!(await staysOwner(tx, inviterId))) return null;
      const { count } = await tx.administratorInvitation.deleteMany({ where: { id } });
      if (count === 0) return null;
      await tx.administrator.create({
        data: { id, email, name, role, passwordHash, createdAt: now },
      });
      const event = { kind: "administrator_created", actor: inviterId, subject: id, role } as const;
      await appendEvent(tx, event, now, { address });
      return { method: "password", id, passwordHash };
    });
  } catch (error) {
    // Made on the console meanwhile.
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

/** Until the transaction ends. */
async function staysOwner(tx: Prisma.TransactionClient, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM administrators WHERE id = ${id} AND role = 'owner' FOR SHARE`;
  return rows.length === 1;
}

/** Deletes those that are over. Returns how many. */
export async function forgetInvitations(db: Prisma.TransactionClient, now: Date): Promise<number> {
  return (await db.administratorInvitation.deleteMany({ where: { expiresAt: { lte: now } } }))
    .count;
}

/** One line of at most sixty letters; null where nothing is left. */
export function readAdministratorName(typed: string): string | null {
  const line = typed
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line === "" ? null : Array.from(line).slice(0, 60).join("");
}

type Invited = { email: string; name: string; role: AdministratorRole; locale: string };
export type Invitation = Omit<Invited, "locale"> & { id: string; inviterId: string };
export type ListedInvitation = Omit<Invited, "locale"> & { id: string; expiresAt: Date };
type InviteContext = MailContext & { db: PrismaClient };
