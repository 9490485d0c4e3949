import type { ConfirmRules } from "@/lib/accounts/confirm-identity";
import { config } from "@/lib/config";
import { fetchVerification } from "@/lib/portone";
import { rules } from "@/lib/rules";

/** The rules of a confirmation, with the PortOne of the settings to be asked. */
export function confirmRules(): ConfirmRules {
  return {
    ...rules(),
    fetchVerification,
    providerIdIsAttemptId: config().portone.version === "v2",
  };
}
