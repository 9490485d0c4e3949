import { administratorAccess, mayAdministerFromHere, memberAccess } from "@/lib/browser/access";
import { pageAfterLogin } from "@/lib/browser/after-login";
import { refundHere, spendHere } from "@/lib/browser/limit";
import type { Code } from "@/lib/codes";
import { db } from "@/lib/db";
import { administrators } from "@/lib/logins/administrators";
import { loginSubject, normaliseEmail } from "@/lib/logins/email";
import { checkCredentials } from "@/lib/logins/login";
import { members } from "@/lib/logins/members";
import type { PostAddress } from "@/lib/requests/post-addresses";
import { context } from "@/lib/server/context";
import { explainCharacter } from "./fields/refused-character";
import { formHandler } from "./form-handler";
import type { Refusal } from "./form-outcome";
import { readLogIn } from "./fields/log-in-fields";

const kinds = {
  member: {
    check: checkCredentials.bind(null, members),
    access: memberAccess,
    limit: "login",
    page: "/login",
    next: pageAfterLogin,
  },
  administrator: {
    check: checkCredentials.bind(null, administrators),
    access: administratorAccess,
    limit: "administratorLogin",
    page: "/admin/login",
    next: () => "/admin",
  },
} as const;

/** For members and administrators; they differ in limits and cookies. */
export function logInHandler({ action, who }: { action: PostAddress; who: keyof typeof kinds }) {
  const { check, access, limit, page, next } = kinds[who];
  return formHandler({ action, page }, async (fields, request) => {
    if (who === "administrator" && !(await mayAdministerFromHere())) {
      return { code: "administrator_needed" };
    }
    const typed = readLogIn(fields);
    const values = { email: typed.email };
    const missing = missingOf(typed);
    if (missing !== null) return { ...missing, values };
    const subjects = { account: loginSubject(typed.email) };
    const retryAfter = await spendHere(limit, subjects);
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const reading = normaliseEmail(typed.email);
    if ("problem" in reading && reading.letter !== undefined) {
      return { code: "invalid_email", fields: await explainCharacter(reading.letter), values };
    }
    const found = await check(db(), typed, { ...context(), from: await access.from() });
    if (found === null) return { code: "invalid_credentials", values };
    await refundHere(limit, subjects);
    await access.signIn(found);
    return { next: next(new URL(request.url).searchParams.get("next")) };
  });
}

/** An empty field is no try. */
function missingOf({ email, password }: ReturnType<typeof readLogIn>): Refusal | null {
  const fields: Record<string, Code> = {
    ...(email.trim() === "" ? { email: "email_missing" } : {}),
    ...(password === "" ? { password: "password_missing" } : {}),
  };
  const [code] = Object.values(fields);
  return code === undefined ? null : { code, fields };
}
