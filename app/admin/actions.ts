"use server";

import { redirect } from "next/navigation";
import { signOutAdministrator } from "@/lib/sessions/administrator-access";
import { requireOwnForm } from "@/lib/sessions/same-origin";

export async function logOutAdministrator(): Promise<void> {
  await requireOwnForm();
  await signOutAdministrator();
  redirect("/admin/login");
}
