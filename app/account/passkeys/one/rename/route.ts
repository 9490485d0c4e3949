import { memberHandler } from "@/app/form-handlers/member-handler";
import { renamePasskey } from "@/lib/passkeys/passkeys";
import { context } from "@/lib/server/context";

export const { GET, POST } = memberHandler(
  { action: "/account/passkeys/one/rename", page: "/account/passkeys/one" },
  async ({ passkey: id = "", name = "" }, login) => {
    await renamePasskey({ kind: "member", ...login }, { id, name }, context());
    return { next: "/account/passkeys" };
  },
);
