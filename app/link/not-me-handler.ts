import { linkHandler } from "@/app/link/link-handler";
import { log } from "@/lib/log";
import { repudiate } from "@/lib/recovery/repudiate";
import { context } from "@/lib/server/context";

/** The press of "This was not me", for the pages of `notMePages`. */
export function notMeHandler(purpose: "not_me" | "recovery_not_me") {
  const page = purpose === "not_me" ? "/link/not-me" : "/link/recovery-not-me";
  return linkHandler({ action: `${page}/submit`, page }, async (token) => {
    if ((await repudiate(token, purpose, context())) === null) return null;
    log("warn", "repudiated", { reason: purpose });
    return `${page}/done`;
  });
}
