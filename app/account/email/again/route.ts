import { memberHandler } from "@/app/form-handlers/member-handler";
import { spendHere } from "@/lib/browser/limit";
import { askAgain } from "@/lib/emails/change-email";
import { context } from "@/lib/server/context";

/** Sends the mail that asks for confirmation once more. */
export const { GET, POST } = memberHandler(
  { action: "/account/email/again", page: "/account/email" },
  async (_fields, login) => {
    const retryAfter = await spendHere("emailConfirmation", { account: login.id });
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    await askAgain(login, context());
    return { next: "/account/email?sent=again" };
  },
);
