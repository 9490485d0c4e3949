"use server";

import { redirect } from "next/navigation";
import { readLogIn, type LogInState } from "@/app/components/log-in-state";
import { AccountGone } from "@/lib/accounts/account-gone";
import { loginSubject } from "@/lib/accounts/email";
import { checkAdministratorCredentials } from "@/lib/admin/administrator-login";
import { db, isDatabaseDown } from "@/lib/db";
import { rules } from "@/lib/rules";
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
      const subjects = { account: loginSubject(typed.email) };
      if ((await spendHere("administratorLogin", subjects)) !== null) {
        return { email: typed.email, code: "rate_limited" };
      }
      const administrator = await checkAdministratorCredentials(db(), typed, rules());
      if (administrator === null) return { email: typed.email, code: "invalid_credentials" };
      await refundHere("administratorLogin", subjects);
      await signInAdministrator(administrator.administratorId);
    } catch (error) {
      if (error instanceof AccountGone) return { email: typed.email, code: "invalid_credentials" };
      if (!isDatabaseDown(error)) throw error;
      return { email: typed.email, code: "database_unavailable" };
    }
    redirect("/admin");
  });
}
