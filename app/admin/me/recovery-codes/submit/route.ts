import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { recoveryCodesCookie } from "@/lib/browser/cookie";

/** They are written down: this browser forgets them. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/recovery-codes/submit",
    page: "/admin/me/recovery-codes",
    needs: "viewer",
    sensitive: false,
  },
  async () => {
    await recoveryCodesCookie.clear();
    return { next: "/admin/me" };
  },
);
