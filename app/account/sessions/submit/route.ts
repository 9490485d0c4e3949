import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { memberAccess } from "@/lib/browser/access";
import { endLoginOf, endOthersOf } from "@/lib/logins/member-logins";
import { context } from "@/lib/server/context";

const page = "/account/sessions";

/** `end`: the handle of a login, `others` or `everywhere`; empty where only the password was confirmed. */
export const { GET, POST } = stepUpHandler(
  { action: "/account/sessions/submit", page },
  async ({ end }, login) => {
    switch (end) {
      case undefined:
      case "":
        return { next: page };
      case "others":
        await endOthersOf(login, context());
        return { next: page };
      case "everywhere":
        await endOthersOf(login, context());
        await memberAccess.signOut();
        return { next: "/login" };
      default: {
        const ended = await endLoginOf(login, end, context());
        if (ended?.wasThisOne !== true) return { next: page };
        await memberAccess.signOut();
        return { next: "/login" };
      }
    }
  },
);
