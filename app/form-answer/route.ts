import { translate } from "@/app/form-handlers/form-handler";
import { askOutcome } from "@/app/form-handlers/handle-once";
import { jsonHandler } from "@/app/form-handlers/json-handler";
import { jsonBodies } from "@/app/json/bodies";

/** What came of a form whose answer was lost. One that has not come yet is not handled any more. */
export const { GET, POST } = jsonHandler(
  { action: "/form-answer" },
  jsonBodies["/form-answer"],
  async ({ id }) => {
    const asked = await askOutcome(id);
    if (asked.kind !== "answered") return { happened: asked };
    const { outcome } = asked;
    const answer = "next" in outcome ? outcome : await translate(outcome);
    return { happened: { kind: "answered", answer } };
  },
);
