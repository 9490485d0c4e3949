import type { Acting } from "@/lib/exports/requests";
import type { Admitted } from "@/lib/logins/admission";

/** Who asks, and from where. */
export function actingAs({ id, from }: Admitted): Acting {
  return { id, address: from.address };
}
