import { z } from "zod";
import { pageOwnerHeader } from "@/app/form-handlers/form-answer";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { passkeyPurposes } from "@/lib/browser/cookie";
import { passkeyOptionsHere } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

/** What the browser needs to make a passkey or to ask for one. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/begin" },
  z.strictObject({ purpose: z.enum(passkeyPurposes) }),
  async ({ purpose }, { headers }) =>
    passkeyOptionsHere(purpose, context(), headers.get(pageOwnerHeader)),
);
