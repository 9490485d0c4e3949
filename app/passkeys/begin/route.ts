import { pageOwnerHeader } from "@/app/form-handlers/form-answer";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";
import { passkeyOptionsHere } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

/** What the browser needs to make a passkey or to ask for one. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/begin" },
  jsonBodies["/passkeys/begin"],
  async ({ purpose }, { headers }) =>
    passkeyOptionsHere(purpose, context(), headers.get(pageOwnerHeader)),
);
