"use server";

import { redirect } from "next/navigation";
import { readCredentials, type CredentialProblems } from "@/lib/accounts/credentials";
import { openAccount } from "@/lib/accounts/open-account";
import type { Code } from "@/lib/codes";
import { isDatabaseDown } from "@/lib/db";
import { faultName, log } from "@/lib/log";
import { rules } from "@/lib/rules";
import { signIn } from "@/lib/sessions/access";
import { currentAttempt } from "@/lib/sessions/attempt";

/** What the form shows again: never the password. */
export type JoinState = { email: string; problems: CredentialProblems; code?: Code };

export async function join(_previous: JoinState, form: FormData): Promise<JoinState> {
  const reading = readCredentials(form);
  if (reading.kind === "unfit") return { email: reading.email, problems: reading.problems };
  const { credentials } = reading;
  const { email } = credentials;
  const outcome = await open(credentials);
  switch (outcome) {
    case "opened":
      return redirect("/signup/complete");
    case "email_taken":
      return { email, problems: { email: "email_taken" } };
    case "database_unavailable":
      return { email, problems: {}, code: outcome };
    case "already_joined":
      return redirect("/signup/refused");
    case "verification_used":
      return redirect("/login");
    case "attempt_missing":
    case "attempt_expired":
      return redirect(`/signup?code=${outcome}`);
  }
}

async function open(credentials: { email: string; password: string }) {
  try {
    const attempt = await currentAttempt();
    if (attempt === null) return "attempt_missing";
    const outcome = await openAccount(attempt, credentials, rules());
    if (outcome.kind === "declined") return outcome.code;
    log("info", "account_opened", { attempt: attempt.id, account: outcome.accountId });
    await signIn(outcome.accountId);
    return "opened";
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log("error", "database_unavailable", { fault: faultName(error) });
    return "database_unavailable";
  }
}
