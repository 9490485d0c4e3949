import { formHandler } from "@/app/forms/form-handler";
import { makeGuardianLink } from "@/lib/accounts/guardian-consent";
import { rules } from "@/lib/rules";
import { currentAttempt } from "@/lib/sessions/attempt";
import { rememberGuardianLink } from "@/lib/sessions/guardian-link";

/** A new link for the guardian; an older one no longer works. */
export const { GET, POST } = formHandler(
  { action: "/signup/guardian/submit", page: "/signup/guardian", shownBy: "page" },
  async () => {
    const attempt = await currentAttempt();
    const token = attempt && (await makeGuardianLink(attempt, rules()));
    if (token !== null) await rememberGuardianLink(token);
    return { next: "/signup/guardian" };
  },
);
