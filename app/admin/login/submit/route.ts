import { readLogIn } from "@/app/form-handlers/log-in-fields";
import { tellLetter } from "@/app/form-handlers/email-letter";
import { formHandler } from "@/app/form-handlers/form-handler";
import { checkAdministratorCredentials } from "@/lib/logins/administrator-login";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";
import { db } from "@/lib/db";
import { context } from "@/lib/server/context";
import { signInAdministrator } from "@/lib/browser/administrator-access";
import { refundHere, spendHere } from "@/lib/browser/limit";

export const { GET, POST } = formHandler(
  { action: "/admin/login/submit", page: "/admin/login" },
  async (fields) => {
    const typed = readLogIn(fields);
    const values = { email: typed.email };
    const subjects = { account: loginSubject(typed.email) };
    const retryAfter = await spendHere("administratorLogin", subjects);
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const reading = normaliseEmail(typed.email);
    if ("problem" in reading && reading.letter !== undefined) {
      return { code: "invalid_email", fields: await tellLetter(reading.letter), values };
    }
    const administrator = await checkAdministratorCredentials(db(), typed, context());
    if (administrator === null) return { code: "invalid_credentials", values };
    await refundHere("administratorLogin", subjects);
    await signInAdministrator(administrator.administratorId);
    return { next: "/admin" };
  },
);
