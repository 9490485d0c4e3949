import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { createAdministrator } from "@/lib/admin/console";
import type { AdministratorRole, PrismaClient } from "@/lib/generated/prisma/client";

export const administratorPassword = "correct horse battery";

/** An administrator as the console makes one; by their e-mail. */
export async function inventAdministrator(
  db: PrismaClient,
  role: AdministratorRole,
): Promise<string> {
  const email = `${role}-${randomBytes(5).toString("hex")}@example.com`;
  const made = { email, password: administratorPassword, role };
  await createAdministrator(db, made, new Date());
  return email;
}

/** Up to what comes after the password. */
export async function logInAsAdministrator(
  page: Page,
  email: string,
  password = administratorPassword,
): Promise<void> {
  await page.goto("/admin/login");
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByLabel("비밀번호", { exact: true }).press("Enter");
  await expect(page).not.toHaveURL(/\/admin\/login$/);
}

/** Lets so much time pass since they proved who they are that a sensitive act asks again. */
export async function passAdministratorTime(db: PrismaClient, email: string): Promise<void> {
  await db.administratorSession.updateMany({
    where: { administrator: { email } },
    data: { provedAt: new Date(Date.now() - 11 * 60_000) },
  });
}
