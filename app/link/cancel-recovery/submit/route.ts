import { linkHandler } from "@/app/link/link-handler";
import { log } from "@/lib/log";
import { cancelRecovery } from "@/lib/recovery/repudiate";
import { context } from "@/lib/server/context";

export const { GET, POST } = linkHandler(
  { action: "/link/cancel-recovery/submit", page: "/link/cancel-recovery" },
  async (token) => {
    if ((await cancelRecovery(token, context())) === null) return null;
    log("warn", "recovery_cancelled", { reason: "cancel_recovery" });
    return "/link/cancel-recovery/done";
  },
);
