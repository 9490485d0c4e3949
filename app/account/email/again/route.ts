import { formHandler } from "@/app/form-handlers/form-handler";
import { memberAccess } from "@/lib/browser/access";
import { spendHere } from "@/lib/browser/limit";
import { askAgain } from "@/lib/emails/change-email";
import { context } from "@/lib/server/context";

/** Sends the mail that asks for confirmation once more. */
export const { GET, POST } = formHandler(
  { action: "/account/email/again", page: "/account/email" },
  async () => {
    const login = await memberAccess.current();
    if (login === null) return { next: "/login" };
    const retryAfter = await spendHere("emailConfirmation", { account: login.id });
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    await askAgain(login, context());
    return { next: "/account/email?sent=again" };
  },
);
