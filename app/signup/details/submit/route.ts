import { getLocale } from "next-intl/server";
import { explainCharacter } from "@/app/form-handlers/fields/refused-character";
import { formHandler, type FormOutcome } from "@/app/form-handlers/form-handler";
import { readCredentials } from "@/lib/logins/credentials";
import { knownOfAttempt } from "@/lib/accounts/known";
import { openAccount } from "@/lib/accounts/open-account";
import { log } from "@/lib/log";
import { context } from "@/lib/server/context";
import { memberAccess } from "@/lib/browser/access";
import { tellRefusal } from "@/lib/browser/answer";
import { browserHere, originHere } from "@/lib/browser/client";
import { currentSignUp } from "@/lib/browser/attempt";
import { spendHere } from "@/lib/browser/limit";

/** Opens the account and logs the member in. */
export const { GET, POST } = formHandler(
  { action: "/signup/details/submit", page: "/signup/details" },
  async (fields): Promise<FormOutcome> => {
    const attempt = await currentSignUp();
    const reading = await readCredentials(fields, knownOfAttempt(attempt, context()));
    if (reading.kind === "unfit") {
      const { emailLetter, ...problems } = reading.problems;
      const code = problems.email ?? problems.password ?? "invalid_email";
      const fields = { ...problems, ...(await explainCharacter(emailLetter)) };
      return { code, fields, values: { email: reading.email } };
    }
    const { credentials } = reading;
    const values = { email: credentials.email };
    if (attempt === null) return { next: "/signup?code=attempt_missing" };
    const retryAfter = await spendHere("details", { attempt: attempt.id });
    if (retryAfter !== null) return { code: "rate_limited", values, retryAfter };
    const outcome = await openAccount(attempt, credentials, {
      ...context(),
      origin: await originHere(),
      locale: await getLocale(),
      browser: await browserHere(),
    });
    if (outcome.kind === "opened") {
      log("info", "account_opened", { attempt: attempt.id, account: outcome.accountId });
      await (outcome.token === null
        ? memberAccess.signIn(outcome.proof)
        : memberAccess.adopt(outcome.token));
      return { next: "/signup/complete" };
    }
    await tellRefusal(attempt.id, outcome);
    log("info", "account_not_opened", { attempt: attempt.id, code: outcome.code });
    switch (outcome.code) {
      case "already_joined":
      case "rejoin_cooldown":
        return { next: "/signup/refused" };
      case "verification_used":
        return { next: "/login?code=already_joined" };
      case "guardian_required":
        return { next: "/signup/guardian" };
      case "attempt_missing":
      case "attempt_expired":
        return { next: `/signup?code=${outcome.code}` };
    }
  },
);
