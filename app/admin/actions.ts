"use server";

import { redirect } from "next/navigation";
import { signOutAdministrator } from "@/lib/sessions/administrator-access";

export async function logOutAdministrator(): Promise<void> {
  await signOutAdministrator();
  redirect("/admin/login");
}
