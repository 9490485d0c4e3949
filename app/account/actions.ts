"use server";

import { redirect } from "next/navigation";
import { signOut } from "@/lib/sessions/access";

export async function logOut(): Promise<void> {
  await signOut();
  redirect("/");
}
