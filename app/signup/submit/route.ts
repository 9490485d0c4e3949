import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { formHandler } from "@/app/form-handlers/form-handler";
import { signUpDocuments } from "@/lib/consents/documents";
import { beginSignUpAttempt, changeSignUpConsents, currentSignUp } from "@/lib/browser/attempt";
import { memberAccess } from "@/lib/browser/access";
import { isUnderWay } from "@/lib/verification/attempt-states";

/**
 * Begins an attempt. Where this browser has one under way, of which PortOne knows nothing yet, what was
 * ticked becomes its consents. Without JavaScript the checkbox for all stands for each consent.
 */
export const { GET, POST } = formHandler(
  { action: "/signup/submit", page: "/signup" },
  async (fields) => {
    if ((await memberAccess.current()) !== null) return { next: "/account" };
    const attempt = await currentSignUp();
    const isOn = attempt !== null && isUnderWay(attempt);
    if (isOn && attempt.state !== "issued") return { next: "/signup" };
    const now = new Date();
    const shown = signUpDocuments(now);
    const reading = readConsents(fields, { shown, locale: await getLocale(), now });
    if (reading.kind === "refused") return reading.outcome;
    const { consents, advertising } = reading;
    if (isOn) {
      await changeSignUpConsents(attempt.id, { consents, advertising });
      return { next: "/signup" };
    }
    const retryAfter = await beginSignUpAttempt(consents, advertising);
    return retryAfter === null ? { next: "/signup" } : { code: "rate_limited", retryAfter };
  },
);
