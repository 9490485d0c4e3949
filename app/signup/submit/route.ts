import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/consent-fields";
import { formHandler } from "@/app/form-handlers/form-handler";
import { signUpDocumentIds } from "@/lib/consents/documents";
import { beginAttempt, currentAttempt } from "@/lib/browser/attempt";
import { isUnderWay } from "@/lib/verification/attempt-states";

/**
 * The consents were given, one by one or, before JavaScript has loaded, with the box for all: begin an
 * attempt, unless this browser has one under way.
 */
export const { GET, POST } = formHandler(
  { action: "/signup/submit", page: "/signup" },
  async (fields) => {
    const attempt = await currentAttempt();
    if (attempt !== null && isUnderWay(attempt)) return { next: "/signup" };
    const reading = readConsents(fields, signUpDocumentIds, await getLocale(), new Date());
    if (reading.kind === "refused") return reading.outcome;
    const retryAfter = await beginAttempt(reading.consents);
    return retryAfter === null ? { next: "/signup" } : { code: "rate_limited", retryAfter };
  },
);
