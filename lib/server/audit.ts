import type { PruneContext } from "@/lib/audit/prune-events";
import { config } from "@/lib/config";

/** What sealing the access log and destroying its old part need. */
export function auditing(): Omit<PruneContext, "now"> {
  const { auditKeys, auditRetention: retention } = config();
  return { auditKeys, retention };
}
