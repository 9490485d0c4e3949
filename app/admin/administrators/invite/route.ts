import { getLocale, getTranslations } from "next-intl/server";
import { administratorHandler } from "@/app/form-handlers/administrator-handler";
import { explainCharacter } from "@/app/form-handlers/fields/refused-character";
import { inviteAdministrator, readAdministratorName } from "@/lib/admin/invitations";
import { isRole } from "@/lib/logins/admission";
import { normaliseEmail } from "@/lib/logins/email";
import { context } from "@/lib/server/context";

const page = "/admin/administrators";

/** The one who is invited sets the password: it is shown to nobody, the owner included. */
export const { GET, POST } = administratorHandler(
  {
    action: "/admin/administrators/invite",
    page,
    needs: "owner",
    sensitive: true,
    keep: ["invitedName", "invitedEmail", "invitedRole"],
  },
  async ({ invitedName = "", invitedEmail = "", invitedRole }, by) => {
    const name = readAdministratorName(invitedName);
    const reading = normaliseEmail(invitedEmail);
    if ("problem" in reading) {
      const { email } = { email: reading.problem, ...(await explainCharacter(reading.letter)) };
      return { code: reading.problem, fields: { invitedEmail: email } };
    }
    if (name === null) {
      const t = await getTranslations("administrators");
      return { code: "invalid_request", fields: { invitedName: { text: t("nameMissing") } } };
    }
    if (!isRole(invitedRole)) return { code: "invalid_request" };
    const invited = { name, email: reading.email, role: invitedRole, locale: await getLocale() };
    const { kind } = await inviteAdministrator(by, invited, context());
    if (kind === "invited") return { next: `${page}#invite` };
    return { code: "administrator_exists", fields: { invitedEmail: "administrator_exists" } };
  },
);
