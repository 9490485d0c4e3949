import { formHandler } from "@/app/form-handlers/form-handler";
import { isOver } from "@/lib/verification/attempt-states";
import { readWard } from "@/lib/guardians/guardian-consent";
import { consentRecordsSchema } from "@/lib/consents/documents";
import { context } from "@/lib/server/context";
import { beginGuardianAttempt, currentGuardianAttempt } from "@/lib/browser/attempt";

/** For another guardian or phone; the consent given before remains valid. */
export const { GET, POST } = formHandler(
  { action: "/guardian/start-again", page: "/guardian", shownBy: "page" },
  async () => {
    const attempt = await currentGuardianAttempt();
    if (attempt === null || attempt.wardAttemptId === null || !isOver(attempt)) {
      return { next: "/guardian" };
    }
    if ((await readWard(attempt.wardAttemptId, context())) === null) {
      return { code: "guardian_link_expired" };
    }
    const consents = consentRecordsSchema.parse(attempt.consents);
    const retryAfter = await beginGuardianAttempt(attempt.wardAttemptId, consents);
    return retryAfter === null ? { next: "/guardian" } : { code: "rate_limited", retryAfter };
  },
);
