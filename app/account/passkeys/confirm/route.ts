import { stepUpHandler } from "@/app/form-handlers/step-up-handler";

/** Who it is, before a passkey can be added. */
export const { GET, POST } = stepUpHandler(
  { action: "/account/passkeys/confirm", page: "/account/passkeys" },
  async () => ({ next: "/account/passkeys" }),
);
