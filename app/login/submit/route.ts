import { readLogIn } from "@/app/forms/log-in-fields";
import { formHandler } from "@/app/forms/form-handler";
import { checkCredentials } from "@/lib/accounts/log-in";
import { db } from "@/lib/db";
import { signIn } from "@/lib/sessions/access";
import { refundHere, spendHere } from "@/lib/sessions/limit";

export const { GET, POST } = formHandler(
  { action: "/login/submit", page: "/login" },
  async (fields) => {
    const typed = readLogIn(fields);
    const values = { email: typed.email };
    const subjects = { account: typed.email };
    const retryAfter = await spendHere("login", subjects);
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const account = await checkCredentials(db(), typed);
    if (account === null) return { code: "invalid_credentials", values };
    await refundHere("login", subjects);
    await signIn(account.accountId);
    return { next: "/account" };
  },
);
