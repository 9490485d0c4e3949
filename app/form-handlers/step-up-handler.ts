import { logInFor } from "@/lib/browser/after-login";
import { currentPasswordField, stepUp, type StandsFor } from "@/lib/browser/step-up";
import type { MemberLogin } from "@/lib/logins/members";
import type { Fields } from "@/lib/requests/form-fields";
import { formHandler, type FormOutcome, type FormPlace } from "./form-handler";

/**
 * A form of a member that needs a fresh authentication: `handle` is called once there is one. Until then
 * the filled form is shown again, with the field that asks for it (app/forms/step-up/step-up-field.tsx).
 * @param isEnough what stands for the password; a recent login, unless told.
 * @param keep fields whose text is shown again; never a password.
 */
export function stepUpHandler(
  { keep = [], evenIfDue = false, isEnough, ...place }: StepUpPlace,
  handle: (fields: Fields, login: MemberLogin, request: Request) => Promise<FormOutcome>,
) {
  return formHandler(place, async (fields, request) => {
    const step = await stepUp(fields, { evenIfDue, ...(isEnough && { isEnough }) });
    switch (step.kind) {
      case "fresh":
        return handle(fields, step.login, request);
      case "nobody":
        return { next: logInFor(place.page) };
      case "due":
        return { next: step.duty };
      case "refused": {
        const { code, retryAfter } = step;
        const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? ""]));
        if (code === "rate_limited") {
          return { code, values, ...(retryAfter === undefined ? {} : { retryAfter }) };
        }
        return { code, values, fields: { [currentPasswordField]: code } };
      }
    }
  });
}

type StepUpPlace = FormPlace & {
  page: `/${string}`;
  keep?: readonly string[];
  /** Also for a member who has to agree or to verify again. */
  evenIfDue?: boolean;
  isEnough?: StandsFor;
};
