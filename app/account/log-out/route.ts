import { formHandler } from "@/app/form-handlers/form-handler";
import { logOutHere } from "@/lib/browser/access";

export const { GET, POST } = formHandler(
  { action: "/account/log-out", page: "/account", shownBy: "page" },
  async () => {
    await logOutHere(new Date());
    return { next: "/" };
  },
);
