import { formHandler } from "@/app/form-handlers/form-handler";
import { signOutAdministrator } from "@/lib/browser/administrator-access";

export const { GET, POST } = formHandler(
  { action: "/admin/log-out", page: "/admin", shownBy: "page" },
  async () => {
    await signOutAdministrator();
    return { next: "/admin/login" };
  },
);
