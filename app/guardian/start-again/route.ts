import { formHandler } from "@/app/forms/form-handler";
import { isOver } from "@/lib/accounts/attempts";
import { readWard } from "@/lib/accounts/guardian-consent";
import { consentRecordsSchema } from "@/lib/consents/documents";
import { rules } from "@/lib/rules";
import { beginGuardianAttempt, currentGuardianAttempt } from "@/lib/sessions/attempt";

/** Another guardian, or the same one with another phone; the consent given before still holds. */
export const { GET, POST } = formHandler(
  { action: "/guardian/start-again", page: "/guardian", shownBy: "page" },
  async () => {
    const attempt = await currentGuardianAttempt();
    if (attempt === null || attempt.wardAttemptId === null || !isOver(attempt)) {
      return { next: "/guardian" };
    }
    if ((await readWard(attempt.wardAttemptId, rules())) === null) {
      return { code: "guardian_link_expired" };
    }
    const consents = consentRecordsSchema.parse(attempt.consents);
    const retryAfter = await beginGuardianAttempt(attempt.wardAttemptId, consents);
    return retryAfter === null ? { next: "/guardian" } : { code: "rate_limited", retryAfter };
  },
);
