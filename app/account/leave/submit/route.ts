import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { leave } from "@/lib/accounts/leave";
import { forgetMember } from "@/lib/browser/access";
import { log } from "@/lib/log";
import { context } from "@/lib/server/context";

export const { GET, POST } = stepUpHandler(
  { action: "/account/leave/submit", page: "/account/leave", evenIfDue: true },
  async (_fields, login) => {
    const { rejoinFrom } = await leave(login, context());
    log("info", "account_left", { account: login.id });
    await forgetMember(rejoinFrom);
    return { next: "/account/left" };
  },
);
