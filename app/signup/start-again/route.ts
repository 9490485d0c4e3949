import { formHandler } from "@/app/form-handlers/form-handler";
import { isOver } from "@/lib/verification/attempt-states";
import { advertisingRecordsSchema } from "@/lib/consents/advertising";
import { consentRecordsSchema } from "@/lib/consents/documents";
import { beginSignUpAttempt, currentSignUp } from "@/lib/browser/attempt";

/** A new attempt; the consents given before remain valid. */
export const { GET, POST } = formHandler(
  { action: "/signup/start-again", page: "/signup", shownBy: "page" },
  async () => {
    const attempt = await currentSignUp();
    if (attempt === null || !isOver(attempt)) return { next: "/signup" };
    const retryAfter = await beginSignUpAttempt(
      consentRecordsSchema.parse(attempt.consents),
      advertisingRecordsSchema.parse(attempt.advertising ?? []),
    );
    return retryAfter === null ? { next: "/signup" } : { code: "rate_limited", retryAfter };
  },
);
