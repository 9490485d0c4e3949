import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { proveByPasskey } from "@/lib/browser/passkeys/factor-here";
import { assertionAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";
import { administratorFor, whoIsAdministrator } from "../asking";

/** In the place of the authenticator app's code: the second half of a login, and before a sensitive act. */
export const { GET, POST } = jsonHandler(
  { action: "/admin/passkeys/confirm", first: whoIsAdministrator },
  z.strictObject({ answer: assertionAnswer }),
  async ({ answer }, request) => {
    const asker = await administratorFor("factor_confirm", request);
    if ("code" in asker) return asker;
    const outcome = await proveByPasskey(asker.login, answer, context());
    return outcome.kind === "done" ? { next: "/admin" } : outcome;
  },
);
