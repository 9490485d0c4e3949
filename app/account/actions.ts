"use server";

import { redirect } from "next/navigation";
import { signOut } from "@/lib/sessions/access";
import { ownForm } from "@/lib/sessions/same-origin";

export async function logOut(): Promise<void> {
  return ownForm(async () => {
    await signOut();
    redirect("/");
  });
}
