import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";
import { logInByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

export const { GET, POST } = jsonHandler(
  { action: "/passkeys/log-in" },
  jsonBodies["/passkeys/log-in"],
  async ({ answer }) => {
    const outcome = await logInByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/account" } : outcome;
  },
);
