import { z } from "zod";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { originHere } from "@/lib/browser/client";
import { addFactorHere } from "@/lib/browser/passkeys/factor-here";
import { registrationAnswer } from "@/lib/passkeys/answers";
import { context } from "@/lib/server/context";
import { administratorFor, whoIsAdministrator } from "../asking";

/** Named after the device that it was made in. With the first second factor come recovery codes. */
export const { GET, POST } = jsonHandler(
  { action: "/admin/passkeys/add", first: whoIsAdministrator },
  z.strictObject({ answer: registrationAnswer }),
  async ({ answer }, request) => {
    const asker = await administratorFor("factor_add", request);
    if ("code" in asker) return asker;
    const { device } = await originHere();
    const outcome = await addFactorHere(asker.login, { answer, name: device }, context());
    if (outcome.kind !== "done") return outcome;
    return { next: outcome.hasCodes === true ? "/admin/me/recovery-codes" : "/admin/me" };
  },
);
