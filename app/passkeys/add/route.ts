import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { originHere } from "@/lib/browser/client";
import { addPasskeyHere } from "@/lib/browser/passkeys/passkeys-here";
import { registrationAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";

/** Named after the device that it was made in, until its owner names it. */
export const { GET, POST } = jsonHandler(
  { action: "/passkeys/add" },
  z.strictObject({ answer: registrationAnswer }),
  async ({ answer }) => {
    const { device } = await originHere();
    const outcome = await addPasskeyHere({ answer, name: device }, context());
    return outcome.kind === "done" ? { next: "/account/passkeys" } : outcome;
  },
);
