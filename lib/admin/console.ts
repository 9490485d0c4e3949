import { appendEvent } from "@/lib/audit/events";
import { hashPassword } from "@/lib/crypto/password";
import type { KeyRing } from "@/lib/crypto/key-ring";
import { randomAlphanumeric } from "@/lib/crypto/token";
import type { AdministratorRole, PrismaClient } from "@/lib/generated/prisma/client";
import { queueMail, type Mailing } from "@/lib/mail/outbox";

/** Who acts where nobody is logged in: whoever runs the server. */
const actor = "console";

/** On the server's console. Without a role, the first one is an owner, and others see only. */
export async function createAdministrator(
  db: PrismaClient,
  { email, password, role }: NewAdministrator,
  now: Date,
): Promise<AdministratorRole> {
  const passwordHash = await hashPassword(password);
  return db.$transaction(async (tx) => {
    const isFirst = (await tx.administrator.count()) === 0;
    const given = role ?? (isFirst ? "owner" : "viewer");
    const id = randomAlphanumeric(24);
    await tx.administrator.create({
      data: { id, email, passwordHash, role: given, createdAt: now },
    });
    await appendEvent(tx, { kind: "administrator_created", actor, subject: id, role: given }, now);
    return given;
  });
}

/**
 * A new password for one who is locked out. The second factor goes too, every login ends, and the other
 * owners are told by mail.
 * @returns false where nobody has this e-mail.
 */
export async function resetAdministrator(
  { email, password }: { email: string; password: string },
  { db, mailing, sealKeys, now }: ResetContext,
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return db.$transaction(async (tx) => {
    const found = await tx.administrator.findUnique({ where: { email }, select: { id: true } });
    if (found === null) return false;
    const { id } = found;
    await tx.administrator.update({
      where: { id },
      data: { passwordHash, totpSealed: null, totpSealedKeyId: null, totpLastStep: null },
    });
    await tx.recoveryCode.deleteMany({ where: { administratorId: id } });
    await tx.passkey.updateMany({
      where: { administratorId: id, removedAt: null },
      data: { removedAt: now },
    });
    await tx.administratorSession.deleteMany({ where: { administratorId: id } });
    await appendEvent(tx, { kind: "administrator_reset", actor, subject: id }, now);
    const owners = await tx.administrator.findMany({
      where: { role: "owner", id: { not: id } },
      select: { email: true },
    });
    for (const { email: to } of owners) {
      const recipient = { to, locale: "ko", accountId: null };
      const notice = { kind: "administrator_reset", email } as const;
      await queueMail(tx, recipient, notice, { mailing, sealKeys, now });
    }
    return true;
  });
}

type NewAdministrator = {
  email: string;
  password: string;
  role?: AdministratorRole | undefined;
};
type ResetContext = { db: PrismaClient; mailing: Mailing; sealKeys: KeyRing; now: Date };
