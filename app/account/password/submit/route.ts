import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { readOwnKnown } from "@/lib/accounts/known";
import { spendHere } from "@/lib/browser/limit";
import { isConfirmedByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { log } from "@/lib/log";
import { readNewPassword } from "@/lib/logins/credentials";
import { changePassword } from "@/lib/logins/new-password";
import { context } from "@/lib/server/context";

/** Asks for the password before, however recent the login: a phone may have been left unlocked. */
export const { GET, POST } = stepUpHandler(
  {
    action: "/account/password/submit",
    page: "/account/password",
    isEnough: isConfirmedByPasskey,
  },
  async (fields, login) => {
    const retryAfter = await spendHere("newPassword", { account: login.id });
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    const read = await readNewPassword(fields["password"], await readOwnKnown(login.id, context()));
    if ("problem" in read) return { code: read.problem, fields: { password: read.problem } };
    await changePassword(login, read.password, context());
    log("info", "password_changed", { account: login.id });
    return { next: "/account/password?done" };
  },
);
