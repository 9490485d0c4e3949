import { formHandler } from "@/app/form-handlers/form-handler";
import { administratorAccess } from "@/lib/browser/access";

export const { GET, POST } = formHandler(
  { action: "/admin/log-out", page: "/admin", shownBy: "page" },
  async () => {
    await administratorAccess.signOut();
    return { next: "/admin/login" };
  },
);
