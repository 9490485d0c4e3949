import { joinPurpose, type JoinContext } from "@/lib/accounts/join-purpose";
import { reverifyPurpose } from "@/lib/accounts/reverify-purpose";
import { consentPurpose } from "@/lib/guardians/consent-purpose";
import { recoverPurpose } from "@/lib/recovery/recover-purpose";
import type { Purposes } from "@/lib/verification/purpose";

/** What happens with a verified identity, by purpose. */
export function purposes(context: JoinContext): Purposes {
  return {
    signup: joinPurpose(context),
    guardian: consentPurpose(context),
    recovery: recoverPurpose(context),
    reverification: reverifyPurpose(context),
  };
}
