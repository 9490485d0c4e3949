import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { confirmByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { assertionAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";

/** In the place of the password, before a sensitive step. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/confirm" },
  z.strictObject({ answer: assertionAnswer }),
  async ({ answer }) => {
    const outcome = await confirmByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/account" } : outcome;
  },
);
