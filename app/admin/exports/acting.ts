import { administratorAccess } from "@/lib/browser/access";
import { addressHere } from "@/lib/browser/client";
import type { Acting } from "@/lib/exports/requests";

/** Who asks, and from where; null where nobody is logged in. */
export async function actingHere(): Promise<Acting | null> {
  const administrator = await administratorAccess.current();
  return administrator && { id: administrator.id, address: await addressHere() };
}
