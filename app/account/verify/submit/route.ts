import { memberHandler } from "@/app/form-handlers/member-handler";
import { beginReverificationAttempt, currentReverification } from "@/lib/browser/attempt";
import { isUnderWay } from "@/lib/verification/attempt-states";

/** Begins an attempt to verify again, unless this browser has one of this account under way. */
export const { GET, POST } = memberHandler(
  { action: "/account/verify/submit", page: "/account/verify", shownBy: "page", evenIfDue: true },
  async (_fields, { id }) => {
    const attempt = await currentReverification(id);
    if (attempt !== null && isUnderWay(attempt)) return { next: "/account/verify" };
    const retryAfter = await beginReverificationAttempt(id);
    return retryAfter === null ? { next: "/account/verify" } : { code: "rate_limited", retryAfter };
  },
);
