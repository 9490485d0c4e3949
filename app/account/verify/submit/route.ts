import { formHandler } from "@/app/form-handlers/form-handler";
import { memberAccess } from "@/lib/browser/access";
import { beginReverificationAttempt, currentReverification } from "@/lib/browser/attempt";
import { isUnderWay } from "@/lib/verification/attempt-states";

/** Begins an attempt to verify again, unless this browser has one of this account under way. */
export const { GET, POST } = formHandler(
  { action: "/account/verify/submit", page: "/account/verify", shownBy: "page" },
  async () => {
    const login = await memberAccess.current();
    if (login === null) return { next: "/login" };
    const { id } = login;
    const attempt = await currentReverification(id);
    if (attempt !== null && isUnderWay(attempt)) return { next: "/account/verify" };
    const retryAfter = await beginReverificationAttempt(id);
    return retryAfter === null ? { next: "/account/verify" } : { code: "rate_limited", retryAfter };
  },
);
