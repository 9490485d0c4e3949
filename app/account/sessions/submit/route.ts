import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { memberAccess } from "@/lib/browser/access";
import { endLoginOf, endOtherLogins } from "@/lib/logins/member-logins";
import { context } from "@/lib/server/context";

const page = "/account/sessions";

/** `end`: the handle of a login, `others` or `everywhere`; empty where only the password was confirmed. */
export const { GET, POST } = stepUpHandler(
  { action: "/account/sessions/submit", page },
  async ({ end }, login) => {
    const { db, now } = context();
    switch (end) {
      case undefined:
      case "":
        return { next: page };
      case "others":
        await endOtherLogins(db, login.id, login.tokenHash, now);
        return { next: page };
      case "everywhere":
        await endOtherLogins(db, login.id, login.tokenHash, now);
        await memberAccess.signOut();
        return { next: "/login" };
      default: {
        const ended = await endLoginOf(db, login, end, now);
        if (ended?.wasThisOne !== true) return { next: page };
        await memberAccess.signOut();
        return { next: "/login" };
      }
    }
  },
);
