import { randomBytes } from "node:crypto";
import { hashToken } from "@/lib/crypto/token";
import type { AdministratorRole } from "@/lib/generated/prisma/client";
import { Admitted } from "@/lib/logins/admission";

/** Somebody of a test who has just this role, and from where they came. */
export function admit<Needed extends AdministratorRole>(
  role: Needed,
  id = randomBytes(8).toString("hex"),
): Admitted<Needed> {
  const at = new Date();
  const login = { id, email: `${id}@example.com`, role, createdAt: at, provedAt: at };
  const tokenHash = hashToken(id);
  const admitted = Admitted.to(
    role,
    {
      ...{ ...login, tokenHash, hasSecondFactor: false, hasTotp: false, hasPasskey: false },
      ...{ codesLeft: 0, rightsCheckedAt: at },
    },
    { address: "203.0.113.7" },
  );
  if (admitted === null) throw new Error("Nobody has their own role");
  return admitted;
}
