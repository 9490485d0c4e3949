import { logInFor } from "@/lib/browser/after-login";
import { currentPasswordField, proveAgain, type StandsFor } from "@/lib/browser/step-up";
import type { MemberLogin } from "@/lib/logins/members";
import type { Fields } from "@/lib/requests/form-fields";
import type { FormOutcome } from "./form-handler";
import { memberHandler, type MemberPlace } from "./member-handler";

/**
 * A form of a member that needs a fresh authentication: `handle` is called once there is one. Until then
 * the filled form is shown again, with the field that asks for it (app/forms/step-up/step-up-field.tsx).
 * @param isEnough what stands for the password; a recent login, unless told.
 * @param keep fields whose text is shown again; never a password.
 */
export function stepUpHandler(
  { keep = [], isEnough, ...place }: StepUpPlace,
  handle: (fields: Fields, login: MemberLogin, request: Request) => Promise<FormOutcome>,
) {
  return memberHandler(place, async (fields, login, request) => {
    const step = await proveAgain(login, fields, isEnough && { isEnough });
    switch (step.kind) {
      case "fresh":
        return handle(fields, step.login, request);
      case "nobody":
        return { next: logInFor(place.page) };
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

type StepUpPlace = MemberPlace & {
  keep?: readonly string[];
  isEnough?: StandsFor;
};
