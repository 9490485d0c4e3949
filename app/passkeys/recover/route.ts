import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { recoverByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { assertionAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";

/** Instead of waiting for 24 hours, after identity verification. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/recover" },
  z.strictObject({ answer: assertionAnswer }),
  async ({ answer }) => {
    const outcome = await recoverByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/recover/password" } : outcome;
  },
);
