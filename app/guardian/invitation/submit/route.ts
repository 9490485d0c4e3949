import { getLocale } from "next-intl/server";
import { readConsents } from "@/app/form-handlers/fields/consent-fields";
import { formHandler } from "@/app/form-handlers/form-handler";
import { documents } from "@/lib/consents/documents";
import { findWard } from "@/lib/guardians/guardian-consent";
import { context } from "@/lib/server/context";
import { beginGuardianAttempt } from "@/lib/browser/attempt";
import { readInvitation } from "../../invitation-link";

/** Begins the guardian's own verification; without it the consent does not count. */
export const { GET, POST } = formHandler(
  { action: "/guardian/invitation/submit", page: "/guardian/invitation" },
  async (fields, request) => {
    const link = readInvitation(new URL(request.url).searchParams.get("link"));
    const ward = link === null ? null : await findWard(link, context());
    if (ward === null) return { code: "guardian_link_expired" };
    const now = new Date();
    const shown = documents.shownFor("guardian", now);
    const reading = readConsents(fields, { shown, locale: await getLocale(), now });
    if (reading.kind === "refused") return reading.outcome;
    const retryAfter = await beginGuardianAttempt(ward.wardAttemptId, reading.consents);
    return retryAfter === null ? { next: "/guardian" } : { code: "rate_limited", retryAfter };
  },
);
