import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { recoveryCodesCookie } from "@/lib/browser/cookie";
import { actAs } from "@/lib/logins/admission";
import { renewRecoveryCodes } from "@/lib/logins/factors/recovery-codes";
import { context } from "@/lib/server/context";

/** New recovery codes, for whoever has a second factor that they can stand for; those of before are void. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/recovery-codes/begin",
    page: "/admin/me",
    needs: "viewer",
    sensitive: true,
  },
  async (_fields, by) => {
    if (!by.login.hasSecondFactor) return { code: "invalid_request" };
    const { db, now } = context();
    const codes = await actAs(db, by, (tx) => renewRecoveryCodes(tx, by.id, now));
    await recoveryCodesCookie.write({ administrator: by.id, codes });
    return { next: "/admin/me/recovery-codes" };
  },
);
