import { formHandler } from "@/app/form-handlers/form-handler";
import { beginRecoveryAttempt, currentRecovery } from "@/lib/browser/attempt";
import { isUnderWay } from "@/lib/verification/attempt-states";

/** Begins an attempt to get back in, unless this browser has one under way. */
export const { GET, POST } = formHandler(
  { action: "/recover/submit", page: "/recover", shownBy: "page" },
  async () => {
    const attempt = await currentRecovery();
    if (attempt !== null && isUnderWay(attempt)) return { next: "/recover" };
    const retryAfter = await beginRecoveryAttempt();
    return retryAfter === null ? { next: "/recover" } : { code: "rate_limited", retryAfter };
  },
);
