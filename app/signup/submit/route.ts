import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/consent-fields";
import { formHandler } from "@/app/form-handlers/form-handler";
import { signUpDocumentIds } from "@/lib/consents/documents";
import { memberAccess } from "@/lib/browser/access";
import { beginSignUpAttempt, currentSignUp } from "@/lib/browser/attempt";
import { isUnderWay } from "@/lib/verification/attempt-states";

/**
 * Begins an attempt, unless this browser has one under way. Without JavaScript the checkbox for all
 * stands for each consent.
 */
export const { GET, POST } = formHandler(
  { action: "/signup/submit", page: "/signup" },
  async (fields) => {
    if ((await memberAccess.current()) !== null) return { next: "/account" };
    const attempt = await currentSignUp();
    if (attempt !== null && isUnderWay(attempt)) return { next: "/signup" };
    const reading = readConsents(fields, signUpDocumentIds, await getLocale(), new Date());
    if (reading.kind === "refused") return reading.outcome;
    const retryAfter = await beginSignUpAttempt(reading.consents);
    return retryAfter === null ? { next: "/signup" } : { code: "rate_limited", retryAfter };
  },
);
