import { formHandler, type FormOutcome } from "@/app/form-handlers/form-handler";
import { explainCharacter } from "@/app/form-handlers/fields/refused-character";
import { knownOfAttempt } from "@/lib/accounts/known";
import { currentRecovery } from "@/lib/browser/attempt";
import { spendHere } from "@/lib/browser/limit";
import { hasPasskey } from "@/lib/browser/tickets";
import { log } from "@/lib/log";
import { normaliseEmail } from "@/lib/logins/email";
import { readNewPassword } from "@/lib/logins/credentials";
import { recoverAccount } from "@/lib/recovery/recover-account";
import { context } from "@/lib/server/context";

/** Sets the new password; the grant is this browser's own attempt. Logs nobody in. */
export const { GET, POST } = formHandler(
  { action: "/recover/password/submit", page: "/recover/password" },
  async (fields): Promise<FormOutcome> => {
    const typed = (fields["email"] ?? "").trim();
    const values = { email: typed.slice(0, 320) };
    const reading = typed === "" ? null : normaliseEmail(typed);
    if (reading !== null && "problem" in reading) {
      const problem = { email: reading.problem, ...(await explainCharacter(reading.letter)) };
      return { code: reading.problem, fields: problem, values };
    }
    const email = reading?.email ?? null;
    const attempt = await currentRecovery();
    const read = await readNewPassword(fields["password"], {
      ...knownOfAttempt(attempt, context()),
      ...(email === null ? {} : { email }),
    });
    if ("problem" in read) {
      return { code: read.problem, fields: { password: read.problem }, values };
    }
    const { password } = read;
    if (attempt === null) return { next: "/recover?code=attempt_missing" };
    const retryAfter = await spendHere("recovery", { attempt: attempt.id });
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const outcome = await recoverAccount(
      attempt,
      { password, email },
      { ...context(), hasPasskey: await hasPasskey(attempt) },
    );
    if (outcome.kind === "recovered") {
      log("info", "account_recovered", { attempt: attempt.id, account: outcome.accountId });
      return { next: "/recover/done" };
    }
    log("info", "account_not_recovered", { attempt: attempt.id, code: outcome.code });
    switch (outcome.code) {
      case "recovery_waits":
        return { code: "recovery_waits", values };
      case "account_suspended":
      case "recovery_frozen":
      case "attempt_missing":
      case "attempt_expired":
        return { next: `/recover?code=${outcome.code}` };
    }
  },
);
