"use server";

import { redirect } from "next/navigation";
import { checkCredentials } from "@/lib/accounts/log-in";
import type { LogInState } from "@/app/components/log-in-state";
import { readLogIn } from "@/app/components/log-in-state";
import { db, isDatabaseDown } from "@/lib/db";
import { signIn } from "@/lib/sessions/access";

export async function logIn(_previous: LogInState, form: FormData): Promise<LogInState> {
  const typed = readLogIn(form);
  try {
    const account = await checkCredentials(db(), typed);
    if (account === null) return { email: typed.email, code: "invalid_credentials" };
    await signIn(account.accountId);
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    return { email: typed.email, code: "database_unavailable" };
  }
  redirect("/account");
}
