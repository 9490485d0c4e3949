import { linkHandler } from "@/app/link/link-handler";
import { revertEmail } from "@/lib/emails/follow-link";
import { context } from "@/lib/server/context";

export const { GET, POST } = linkHandler(
  { action: "/link/revert-email/submit", page: "/link/revert-email" },
  async (token) => ((await revertEmail(token, context())) ? "/link/revert-email/done" : null),
);
