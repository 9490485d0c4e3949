import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";
import { confirmByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

/** In the place of the password, before a sensitive step. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/confirm" },
  jsonBodies["/passkeys/confirm"],
  async ({ answer }) => {
    const outcome = await confirmByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/account" } : outcome;
  },
);
