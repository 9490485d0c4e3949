import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { logInByPasskey } from "@/lib/browser/passkeys/passkeys-here";
import { assertionAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";

export const { GET, POST } = jsonHandler(
  { action: "/passkeys/log-in" },
  z.strictObject({ answer: assertionAnswer }),
  async ({ answer }) => {
    const outcome = await logInByPasskey(answer, context());
    return outcome.kind === "done" ? { next: "/account" } : outcome;
  },
);
