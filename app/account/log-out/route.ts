import { formHandler } from "@/app/forms/form-handler";
import { signOut } from "@/lib/sessions/access";

export const { GET, POST } = formHandler(
  { action: "/account/log-out", page: "/account", shownBy: "page" },
  async () => {
    await signOut();
    return { next: "/" };
  },
);
