import { linkHandler } from "@/app/link/link-handler";
import { log } from "@/lib/log";
import { repudiate } from "@/lib/recovery/repudiate";
import { context } from "@/lib/server/context";

export const { GET, POST } = linkHandler(
  { action: "/link/recovery-not-me/submit", page: "/link/recovery-not-me" },
  async (token) => {
    if ((await repudiate(token, "recovery_not_me", context())) === null) return null;
    log("warn", "repudiated", { reason: "recovery_not_me" });
    return "/link/recovery-not-me/done";
  },
);
