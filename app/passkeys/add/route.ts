import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";
import { originHere } from "@/lib/browser/client";
import { addPasskeyHere } from "@/lib/browser/passkeys/passkeys-here";
import { context } from "@/lib/server/context";

/** Named after the device that it was made in, until its owner names it. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/add" },
  jsonBodies["/passkeys/add"],
  async ({ answer }) => {
    const { device } = await originHere();
    const outcome = await addPasskeyHere({ answer, name: device }, context());
    return outcome.kind === "done" ? { next: "/account/passkeys" } : outcome;
  },
);
