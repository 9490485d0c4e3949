import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import type { FormOutcome } from "@/app/form-handlers/form-handler";
import {
  changeRole,
  noteRightsCheck,
  removeAdministrator,
  unlockAdministrator,
  type ChangeOutcome,
} from "@/lib/admin/administrators";
import { isRole } from "@/lib/logins/admission";
import { context } from "@/lib/server/context";

const page = "/admin/administrators";

/** `do`: `check`, or what to do with whom; empty where only the second factor was confirmed. */
export const { GET, POST } = administratorHandler(
  { action: "/admin/administrators/submit", page, needs: "owner", sensitive: true },
  async (fields, by) => {
    const [what = "", id = ""] = (fields["do"] ?? "").split(" ");
    switch (what) {
      case "":
        return { next: page };
      case "check":
        await noteRightsCheck(by, context());
        return { next: page };
      case "role": {
        const role = fields[`role-${id}`];
        if (!isRole(role)) return { code: "invalid_request" };
        return answer(await changeRole(by, { id, role }, context()));
      }
      case "unlock":
        return answer(await unlockAdministrator(by, id, context()));
      case "remove":
        return answer(await removeAdministrator(by, id, context()));
      default:
        return { code: "invalid_request" };
    }
  },
);

function answer({ kind }: ChangeOutcome): FormOutcome {
  return kind === "last_owner" ? { code: "last_owner" } : { next: page };
}
