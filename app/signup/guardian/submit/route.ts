import { formHandler } from "@/app/form-handlers/form-handler";
import { makeGuardianLink } from "@/lib/guardians/guardian-consent";
import { context } from "@/lib/server/context";
import { currentSignUp } from "@/lib/browser/attempt";
import { rememberGuardianLink } from "@/lib/browser/guardian-link";

/** Makes a new link; the previous one no longer works. */
export const { GET, POST } = formHandler(
  { action: "/signup/guardian/submit", page: "/signup/guardian", shownBy: "page" },
  async () => {
    const attempt = await currentSignUp();
    const token = attempt && (await makeGuardianLink(attempt, context()));
    if (token !== null) await rememberGuardianLink(token);
    return { next: "/signup/guardian" };
  },
);
