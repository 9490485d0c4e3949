import { formHandler } from "@/app/form-handlers/form-handler";
import { firstDuty, memberAccess } from "@/lib/browser/access";
import { renamePasskey } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

export const { GET, POST } = formHandler(
  { action: "/account/passkeys/one/rename", page: "/account/passkeys/one" },
  async ({ passkey: id = "", name = "" }) => {
    const login = await memberAccess.current();
    if (login === null) return { next: "/login" };
    const duty = firstDuty(login);
    if (duty !== null) return { next: duty };
    await renamePasskey({ kind: "member", ...login }, { id, name }, context());
    return { next: "/account/passkeys" };
  },
);
