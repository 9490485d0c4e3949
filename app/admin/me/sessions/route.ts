import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { endOtherAdministratorLogins } from "@/lib/logins/administrators";
import { context } from "@/lib/server/context";

/** `end`: the handle of one of their other logins, or `others`. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/sessions",
    page: "/admin/me",
    needs: "viewer",
    sensitive: false,
    at: "setUp",
  },
  async ({ end = "" }, by) => {
    const { db, now } = context();
    await endOtherAdministratorLogins(db, by.login, end, now);
    return { next: "/admin/me" };
  },
);
