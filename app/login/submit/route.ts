import { readLogIn } from "@/app/form-handlers/log-in-fields";
import { tellLetter } from "@/app/form-handlers/email-letter";
import { formHandler } from "@/app/form-handlers/form-handler";
import { checkCredentials } from "@/lib/logins/log-in";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";
import { db } from "@/lib/db";
import { context } from "@/lib/server/context";
import { signIn } from "@/lib/browser/access";
import { refundHere, spendHere } from "@/lib/browser/limit";

export const { GET, POST } = formHandler(
  { action: "/login/submit", page: "/login" },
  async (fields) => {
    const typed = readLogIn(fields);
    const values = { email: typed.email };
    const subjects = { account: loginSubject(typed.email) };
    const retryAfter = await spendHere("login", subjects);
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const reading = normaliseEmail(typed.email);
    if ("problem" in reading && reading.letter !== undefined) {
      return { code: "invalid_email", fields: await tellLetter(reading.letter), values };
    }
    const account = await checkCredentials(db(), typed, context());
    if (account === null) return { code: "invalid_credentials", values };
    await refundHere("login", subjects);
    await signIn(account.accountId);
    return { next: "/account" };
  },
);
