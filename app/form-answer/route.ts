import { z } from "zod";
import { formIdPattern } from "@/app/form-handlers/form-answer";
import { translate } from "@/app/form-handlers/form-handler";
import { askOutcome } from "@/app/form-handlers/handle-once";
import { jsonHandler } from "@/app/form-handlers/json-handler";

/** What came of a form whose answer was lost. One that has not come yet is not handled any more. */
export const { GET, POST } = jsonHandler(
  { action: "/form-answer" },
  z.strictObject({ id: z.string().regex(formIdPattern) }),
  async ({ id }) => {
    const asked = await askOutcome(id);
    if (asked.kind !== "answered") return { happened: asked };
    const { outcome } = asked;
    const answer = "next" in outcome ? outcome : await translate(outcome);
    return { happened: { kind: "answered", answer } };
  },
);
