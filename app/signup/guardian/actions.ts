"use server";

import { redirect } from "next/navigation";
import { makeGuardianLink } from "@/lib/accounts/guardian-consent";
import { rules } from "@/lib/rules";
import { currentAttempt } from "@/lib/sessions/attempt";
import { rememberGuardianLink } from "@/lib/sessions/guardian-link";
import { ownForm } from "@/lib/sessions/same-origin";

/** A new link for the guardian; an older one no longer works. */
export async function makeLink(): Promise<void> {
  return ownForm(async () => {
    const attempt = await currentAttempt();
    const token = attempt && (await makeGuardianLink(attempt, rules()));
    if (token !== null) await rememberGuardianLink(token);
    redirect("/signup/guardian");
  });
}
