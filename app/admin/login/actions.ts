"use server";

import { redirect } from "next/navigation";
import { readLogIn, type LogInState } from "@/app/components/log-in-state";
import { checkAdministratorCredentials } from "@/lib/admin/administrator-login";
import { db, isDatabaseDown } from "@/lib/db";
import { signInAdministrator } from "@/lib/sessions/administrator-access";
import { refundHere, spendHere } from "@/lib/sessions/limit";
import { ownForm } from "@/lib/sessions/same-origin";

export async function logInAsAdministrator(
  _previous: LogInState,
  form: FormData,
): Promise<LogInState> {
  return ownForm(async () => {
    const typed = readLogIn(form);
    try {
      const subjects = { account: typed.email };
      if ((await spendHere("administratorLogin", subjects)) !== null) {
        return { email: typed.email, code: "rate_limited" };
      }
      const administrator = await checkAdministratorCredentials(db(), typed);
      if (administrator === null) return { email: typed.email, code: "invalid_credentials" };
      await refundHere("administratorLogin", subjects);
      await signInAdministrator(administrator.administratorId);
    } catch (error) {
      if (!isDatabaseDown(error)) throw error;
      return { email: typed.email, code: "database_unavailable" };
    }
    redirect("/admin");
  });
}
