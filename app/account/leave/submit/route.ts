import { formHandler } from "@/app/form-handlers/form-handler";
import { passwordField } from "@/app/form-handlers/log-in-fields";
import { leave } from "@/lib/accounts/leave";
import { log } from "@/lib/log";
import { context } from "@/lib/server/context";
import { forgetMember, memberAccess } from "@/lib/browser/access";
import { refundHere, spendHere } from "@/lib/browser/limit";

export const { GET, POST } = formHandler(
  { action: "/account/leave/submit", page: "/account/leave" },
  async (fields) => {
    const account = await memberAccess.current();
    if (account === null) return { next: "/login" };
    const subjects = { account: account.id };
    const retryAfter = await spendHere("leave", subjects);
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    const outcome = await leave(account.id, passwordField.parse(fields["password"]), context());
    if (outcome.kind === "wrong_password") {
      return { code: "wrong_password", fields: { password: "wrong_password" } };
    }
    await refundHere("leave", subjects);
    log("info", "account_left", { account: account.id });
    await forgetMember(outcome.rejoinFrom);
    return { next: "/account/left" };
  },
);
