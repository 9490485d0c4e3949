import { showInFull } from "@/app/form-handlers/in-full";
import { stepUpHandler } from "@/app/form-handlers/step-up-handler";
import { recordOwnDataShown } from "@/lib/own-account/own-account";
import { context } from "@/lib/server/context";

export const { GET, POST } = stepUpHandler(
  { action: "/account/data/show", page: "/account/data", evenIfDue: true },
  async (_fields, login, request) => {
    const { db, now } = context();
    await recordOwnDataShown(db, login.id, now);
    return { response: await showInFull(request, "/account/data") };
  },
);
