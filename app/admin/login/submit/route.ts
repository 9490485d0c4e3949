import { readLogIn } from "@/app/forms/log-in-fields";
import { formHandler } from "@/app/forms/form-handler";
import { checkAdministratorCredentials } from "@/lib/admin/administrator-login";
import { db } from "@/lib/db";
import { signInAdministrator } from "@/lib/sessions/administrator-access";
import { refundHere, spendHere } from "@/lib/sessions/limit";

export const { GET, POST } = formHandler(
  { action: "/admin/login/submit", page: "/admin/login" },
  async (fields) => {
    const typed = readLogIn(fields);
    const values = { email: typed.email };
    const subjects = { account: typed.email };
    const retryAfter = await spendHere("administratorLogin", subjects);
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const administrator = await checkAdministratorCredentials(db(), typed);
    if (administrator === null) return { code: "invalid_credentials", values };
    await refundHere("administratorLogin", subjects);
    await signInAdministrator(administrator.administratorId);
    return { next: "/admin" };
  },
);
