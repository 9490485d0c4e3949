import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { factorOptionsHere } from "@/lib/browser/passkeys/factor-here";
import { factorPurposes } from "@/lib/browser/cookie";
import { context } from "@/lib/server/context";
import { administratorFor, whoIsAdministrator } from "../asking";

/** What the browser needs to make a passkey as a second factor, or to ask for one. */
export const { GET, POST } = jsonHandler(
  { action: "/admin/passkeys/begin", first: whoIsAdministrator },
  z.strictObject({ purpose: z.enum(factorPurposes) }),
  async ({ purpose }, request) => {
    const asker = await administratorFor(purpose, request);
    return "code" in asker ? asker : factorOptionsHere(purpose, asker.login, context());
  },
);
