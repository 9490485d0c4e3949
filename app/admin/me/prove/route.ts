import { administratorHandler } from "@/app/form-handlers/administrator-handler";

/** Who it is, before a passkey can be made. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/prove",
    page: "/admin/me",
    needs: "viewer",
    at: "setUp",
    sensitive: true,
  },
  () => Promise.resolve({ next: "/admin/me" }),
);
