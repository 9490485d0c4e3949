import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { holdAdmission } from "@/lib/logins/admission";
import { removePasskey } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

/** One of one's own passkeys, while another second factor is left. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/me/passkeys/remove",
    page: "/admin/me",
    needs: "viewer",
    sensitive: true,
    keep: ["passkey"],
  },
  async ({ passkey: id = "" }, by) => {
    const holder = { kind: "administrator", id: by.id } as const;
    const asked = { id, password: null };
    const outcome = await removePasskey(holder, asked, context(), (tx) => holdAdmission(tx, by));
    return outcome.kind === "removed" ? { next: "/admin/me" } : { code: "last_factor" };
  },
);
