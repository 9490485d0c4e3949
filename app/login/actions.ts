"use server";

import { redirect } from "next/navigation";
import { AccountGone } from "@/lib/accounts/account-gone";
import { loginSubject } from "@/lib/accounts/email";
import { checkCredentials } from "@/lib/accounts/log-in";
import type { LogInState } from "@/app/components/log-in-state";
import { readLogIn } from "@/app/components/log-in-state";
import { db, isDatabaseDown } from "@/lib/db";
import { rules } from "@/lib/rules";
import { signIn } from "@/lib/sessions/access";
import { refundHere, spendHere } from "@/lib/sessions/limit";
import { ownForm } from "@/lib/sessions/same-origin";

export async function logIn(_previous: LogInState, form: FormData): Promise<LogInState> {
  return ownForm(async () => {
    const typed = readLogIn(form);
    try {
      const subjects = { account: loginSubject(typed.email) };
      if ((await spendHere("login", subjects)) !== null) {
        return { email: typed.email, code: "rate_limited" };
      }
      const account = await checkCredentials(db(), typed, rules());
      if (account === null) return { email: typed.email, code: "invalid_credentials" };
      await refundHere("login", subjects);
      await signIn(account.accountId);
    } catch (error) {
      if (error instanceof AccountGone) return { email: typed.email, code: "invalid_credentials" };
      if (!isDatabaseDown(error)) throw error;
      return { email: typed.email, code: "database_unavailable" };
    }
    redirect("/account");
  });
}
