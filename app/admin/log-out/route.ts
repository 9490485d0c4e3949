import { formHandler } from "@/app/forms/form-handler";
import { signOutAdministrator } from "@/lib/sessions/administrator-access";

export const { GET, POST } = formHandler(
  { action: "/admin/log-out", page: "/admin", shownBy: "page" },
  async () => {
    await signOutAdministrator();
    return { next: "/admin/login" };
  },
);
