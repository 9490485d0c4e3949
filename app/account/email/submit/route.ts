import { explainCharacter } from "@/app/form-handlers/fields/refused-character";
import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { spendHere } from "@/lib/browser/limit";
import { changeEmail } from "@/lib/emails/change-email";
import { normaliseEmail } from "@/lib/logins/email";
import { context } from "@/lib/server/context";

const page = "/account/email";

export const { GET, POST } = stepUpHandler(
  { action: "/account/email/submit", page, keep: ["email"] },
  async ({ email: typed = "" }, login) => {
    const reading = normaliseEmail(typed);
    const values = { email: typed };
    if ("problem" in reading) {
      const { problem: code, letter } = reading;
      return { code, fields: { email: code, ...(await explainCharacter(letter)) }, values };
    }
    const retryAfter = await spendHere("emailConfirmation", { account: login.id });
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    await changeEmail(login, reading.email, context());
    return { next: page };
  },
);
