import { randomBytes } from "node:crypto";
import { hashToken } from "@/lib/crypto/token";
import type { AdministratorRole, PrismaClient } from "@/lib/generated/prisma/client";
import { Admitted } from "@/lib/logins/admission";

/** Somebody of a test who administers in the database too, and is logged in; an act asks there once more. */
export async function employ<Needed extends AdministratorRole>(
  db: PrismaClient,
  role: Needed,
  id = randomBytes(12).toString("hex"),
): Promise<Admitted<Needed>> {
  const at = new Date();
  const tokenHash = hashToken(randomBytes(16).toString("hex"));
  const { email } = await db.administrator.upsert({
    where: { id },
    create: { id, email: `${id}@example.com`, passwordHash: "none", role, createdAt: at },
    update: {},
  });
  const session = { tokenHash, createdAt: at, lastSeenAt: at, provedAt: at };
  await db.administratorSession.create({ data: { ...session, administratorId: id } });
  const login = { id, email, role, createdAt: at, provedAt: at, tokenHash };
  const admitted = Admitted.to(
    role,
    {
      ...{ ...login, hasSecondFactor: false, hasTotp: false, hasPasskey: false },
      ...{ codesLeft: 0, rightsCheckedAt: at },
    },
    { address: "203.0.113.7" },
  );
  if (admitted === null) throw new Error("Nobody has their own role");
  return admitted;
}
