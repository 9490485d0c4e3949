import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import type { FormOutcome } from "@/app/form-handlers/form-handler";
import {
  changeRole,
  noteRightsCheck,
  removeAdministrator,
  unlockAdministrator,
  type ChangeOutcome,
} from "@/lib/admin/administrators";
import { withdrawInvitation } from "@/lib/admin/invitations";
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
        const from = fields[`was-${id}`];
        if (!isRole(role) || !isRole(from)) return { code: "invalid_request" };
        return answer(await changeRole(by, { id, from, role }, context()));
      }
      case "unlock":
        return answer(await unlockAdministrator(by, id, context()));
      case "withdraw":
        await withdrawInvitation(by, id, context());
        return { next: page };
      case "remove":
        return answer(await removeAdministrator(by, id, context()));
      default:
        return { code: "invalid_request" };
    }
  },
);

function answer({ kind }: ChangeOutcome): FormOutcome {
  switch (kind) {
    case "last_owner":
      return { code: "last_owner" };
    case "changed":
      return { code: "administrator_changed" };
    case "done":
      return { next: page };
  }
}
