import { createAdministrator } from "@/lib/admin/console";
import type { PrismaClient } from "@/lib/generated/prisma/client";

/** No secret: it exists in development only. */
export const sampleAdministrator = {
  email: "admin@example.com",
  password: "sample-admin-password",
} as const;

/** Does nothing if it exists. */
export async function seedAdministrator(db: PrismaClient, now: Date): Promise<void> {
  const { email, password } = sampleAdministrator;
  if ((await db.administrator.findUnique({ where: { email } })) !== null) return;
  await createAdministrator(db, { email, password, role: "owner" }, now);
}
