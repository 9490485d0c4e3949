import { joinPurpose, type JoinContext } from "@/lib/accounts/join-purpose";
import { consentPurpose } from "@/lib/guardians/consent-purpose";
import type { Purpose, Purposes } from "@/lib/verification/purpose";

/** What happens with a verified identity, by purpose. */
export function purposes(context: JoinContext): Purposes {
  return {
    signup: joinPurpose(context),
    guardian: consentPurpose(context),
    recovery: nothing,
    reverification: nothing,
  };
}

const nothing: Purpose = async ({ purpose }) => {
  throw new Error(`Nothing begins an attempt for ${purpose}`);
};
