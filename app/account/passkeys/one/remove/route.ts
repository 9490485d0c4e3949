import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { refundHere, spendHere } from "@/lib/browser/limit";
import { currentPasswordField } from "@/lib/browser/step-up";
import { log } from "@/lib/log";
import { removePasskey } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

export const { GET, POST } = stepUpHandler(
  { action: "/account/passkeys/one/remove", page: "/account/passkeys/one" },
  async (fields, login) => {
    const id = fields["passkey"] ?? "";
    const password = fields[currentPasswordField] ?? null;
    const account = login.id;
    const subjects = { account };
    const retryAfter = await spendHere("stepUp", subjects);
    if (retryAfter !== null) return { code: "rate_limited", retryAfter };
    const holder = { kind: "member", ...login } as const;
    const outcome = await removePasskey(holder, { id, password }, context());
    if (outcome.kind === "last_way_in") {
      const code = password === null || password === "" ? "last_way_in" : "wrong_password";
      return { code, fields: { [currentPasswordField]: code } };
    }
    await refundHere("stepUp", subjects);
    log("info", "passkey_removed", { account });
    return { next: "/account/passkeys" };
  },
);
