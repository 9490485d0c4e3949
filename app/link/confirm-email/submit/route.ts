import { linkHandler } from "@/app/link/link-handler";
import { confirmEmail } from "@/lib/emails/follow-link";
import { context } from "@/lib/server/context";

export const { GET, POST } = linkHandler(
  { action: "/link/confirm-email/submit", page: "/link/confirm-email" },
  async (token) => ((await confirmEmail(token, context())) ? "/link/confirm-email/done" : null),
);
