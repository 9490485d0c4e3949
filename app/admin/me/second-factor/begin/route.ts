import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { setUpCookie } from "@/lib/browser/cookie";
import { inventRecoveryCodes } from "@/lib/logins/factors/recovery-codes";
import { inventTotpSecret } from "@/lib/logins/factors/totp";

/** A new secret and new codes, kept nowhere but in this browser until a code of it was right. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/second-factor/begin",
    page: "/admin/me",
    needs: "viewer",
    at: "setUp",
    sensitive: true,
  },
  async (_fields, by) => {
    const secret = inventTotpSecret();
    await setUpCookie.write({ administrator: by.id, secret, codes: inventRecoveryCodes() });
    return { next: "/admin/me/second-factor" };
  },
);
