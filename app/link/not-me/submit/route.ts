import { linkHandler } from "@/app/link/link-handler";
import { log } from "@/lib/log";
import { repudiate } from "@/lib/recovery/repudiate";
import { context } from "@/lib/server/context";

export const { GET, POST } = linkHandler(
  { action: "/link/not-me/submit", page: "/link/not-me" },
  async (token) => {
    if ((await repudiate(token, "not_me", context())) === null) return null;
    log("warn", "repudiated", { reason: "not_me" });
    return "/link/not-me/done";
  },
);
