import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { originHere } from "@/lib/browser/client";
import { addFactorHere } from "@/lib/browser/passkeys/factor-here";
import { registrationAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";
import { administratorFor, whoIsAdministrator } from "../asking";

/** Named after the device that it was made in. */
export const { GET, POST } = jsonHandler(
  { action: "/admin/passkeys/add", first: whoIsAdministrator },
  z.strictObject({ answer: registrationAnswer }),
  async ({ answer }) => {
    const asker = await administratorFor("factor_add");
    if ("code" in asker) return asker;
    const { device } = await originHere();
    const outcome = await addFactorHere(asker.login, { answer, name: device }, context());
    return outcome.kind === "done" ? { next: "/admin/me" } : outcome;
  },
);
