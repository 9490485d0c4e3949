import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";
import { recoverByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

/** Instead of waiting for 24 hours, after identity verification. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/recover" },
  jsonBodies["/passkeys/recover"],
  async ({ answer }) => {
    const outcome = await recoverByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/recover/password" } : outcome;
  },
);
