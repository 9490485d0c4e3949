import { readLogIn } from "@/app/forms/log-in-fields";
import { tellLetter } from "@/app/forms/email-letter";
import { formHandler } from "@/app/forms/form-handler";
import { checkAdministratorCredentials } from "@/lib/admin/administrator-login";
import { loginSubject, normaliseEmail } from "@/lib/accounts/email";
import { db } from "@/lib/db";
import { rules } from "@/lib/rules";
import { signInAdministrator } from "@/lib/sessions/administrator-access";
import { refundHere, spendHere } from "@/lib/sessions/limit";

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
    const administrator = await checkAdministratorCredentials(db(), typed, rules());
    if (administrator === null) return { code: "invalid_credentials", values };
    await refundHere("administratorLogin", subjects);
    await signInAdministrator(administrator.administratorId);
    return { next: "/admin" };
  },
);
