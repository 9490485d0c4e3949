"use server";

import { redirect } from "next/navigation";
import { signOutAdministrator } from "@/lib/sessions/administrator-access";
import { ownForm } from "@/lib/sessions/same-origin";

export async function logOutAdministrator(): Promise<void> {
  return ownForm(async () => {
    await signOutAdministrator();
    redirect("/admin/login");
  });
}
