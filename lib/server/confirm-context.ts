import type { ConfirmRules } from "@/lib/verification/confirm-identity";
import { clockWatch } from "@/lib/clocks/provider-clock";
import { config } from "@/lib/config";
import { fetchVerification } from "@/lib/portone";
import { rules } from "@/lib/server/context";

/** The rules of a confirmation, with the PortOne of the settings to be asked. */
export function confirmRules(): ConfirmRules {
  return {
    ...rules(),
    fetchVerification: async (providerId) => {
      const fetched = await fetchVerification(providerId, (theirs) =>
        clockWatch.hearNow(theirs, new Date()),
      );
      clockWatch.hearResult(fetched, new Date());
      return fetched;
    },
    providerIdIsAttemptId: config().portone.version === "v2",
  };
}
