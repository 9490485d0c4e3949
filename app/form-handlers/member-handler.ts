import { firstDuty, memberAccess } from "@/lib/browser/access";
import { logInFor } from "@/lib/browser/after-login";
import { isFormOfAnother } from "@/lib/own-account/form-owner";
import type { MemberLogin } from "@/lib/logins/members";
import type { Fields } from "@/lib/requests/form-fields";
import { formHandler, type FormOutcome, type FormPlace } from "./form-handler";

/**
 * A form of a member's page: `handle` is called with the login of this browser, where it is that of the
 * member on whose page the form stands (app/account/parts/form-owner.tsx), and nothing else is due first.
 */
export function memberHandler(
  { evenIfDue = false, ...place }: MemberPlace,
  handle: (fields: Fields, login: MemberLogin, request: Request) => Promise<FormOutcome>,
) {
  return formHandler(place, async (fields, request) => {
    const login = await memberAccess.current();
    if (login === null) return { next: logInFor(place.page) };
    // What the other member typed is not shown again.
    if (isFormOfAnother(fields, login)) return { code: "form_of_another", shownBy: "page" };
    const duty = evenIfDue ? null : firstDuty(login);
    return duty === null ? handle(fields, login, request) : { next: duty };
  });
}

export type MemberPlace = FormPlace & {
  page: `/${string}`;
  /** Also for a member who has to agree or to verify again. */
  evenIfDue?: boolean;
};
