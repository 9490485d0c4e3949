"use server";

import { readFields } from "@/app/components/form-fields";
import { redirect } from "next/navigation";
import { readCredentials, type CredentialProblems } from "@/lib/accounts/credentials";
import { openAccount } from "@/lib/accounts/open-account";
import type { Code } from "@/lib/codes";
import { isDatabaseDown } from "@/lib/db";
import { faultName, log } from "@/lib/log";
import { rules } from "@/lib/rules";
import { signIn } from "@/lib/sessions/access";
import { tellAdmittedFrom } from "@/lib/sessions/admitted-from";
import { spendHere } from "@/lib/sessions/limit";
import { abandonCurrentAttempt, currentAttempt } from "@/lib/sessions/attempt";
import { ownForm } from "@/lib/sessions/same-origin";

/** What the form shows again: never the password. */
export type JoinState = { email: string; problems: CredentialProblems; code?: Code };

export async function join(_previous: JoinState, form: FormData): Promise<JoinState> {
  return ownForm(async () => {
    const reading = readCredentials(readFields(form));
    if (reading.kind === "unfit") return { email: reading.email, problems: reading.problems };
    const { credentials } = reading;
    const { email } = credentials;
    const outcome = await open(credentials);
    switch (outcome) {
      case "opened":
        return redirect("/signup/complete");
      case "email_taken":
        return { email, problems: { email: "email_taken" } };
      case "rate_limited":
      case "database_unavailable":
        return { email, problems: {}, code: outcome };
      case "already_joined":
      case "rejoin_cooldown":
        return redirect("/signup/refused");
      case "verification_used":
        return redirect("/login");
      case "guardian_required":
        return redirect("/signup/guardian");
      case "attempt_missing":
      case "attempt_expired":
        return redirect(`/signup?code=${outcome}`);
    }
  });
}

/** Not the person who has been verified: from the consents on, which are each person's own. */
export async function startOver(): Promise<void> {
  return ownForm(async () => {
    await abandonCurrentAttempt();
    redirect("/signup");
  });
}

async function open(credentials: { email: string; password: string }) {
  try {
    const attempt = await currentAttempt();
    if (attempt === null) return "attempt_missing";
    if ((await spendHere("details", { attempt: attempt.id })) !== null) return "rate_limited";
    const outcome = await openAccount(attempt, credentials, rules());
    if (outcome.kind === "declined") {
      if (outcome.admittedFrom !== undefined) await tellAdmittedFrom(outcome.admittedFrom);
      return outcome.code;
    }
    log("info", "account_opened", { attempt: attempt.id, account: outcome.accountId });
    await signIn(outcome.accountId);
    return "opened";
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log("error", "database_unavailable", { fault: faultName(error) });
    return "database_unavailable";
  }
}
