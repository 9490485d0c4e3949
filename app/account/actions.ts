"use server";

import { redirect } from "next/navigation";
import { signOut } from "@/lib/sessions/access";
import { requireOwnForm } from "@/lib/sessions/same-origin";

export async function logOut(): Promise<void> {
  await requireOwnForm();
  await signOut();
  redirect("/");
}
