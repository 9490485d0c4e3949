import { administratorHere } from "@/lib/browser/access";
import { refundHere, spendHere } from "@/lib/browser/limit";
import { Admitted, type Role } from "@/lib/logins/admission";
import { isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";
import { proveSecondFactor } from "@/lib/logins/second-factor";
import type { Fields } from "@/lib/requests/form-fields";
import { context } from "@/lib/server/context";
import { formHandler, type FormOutcome, type FormPlace, type Refusal } from "./form-handler";

/** The form's field for the second factor. */
export const proofField = "proof";

/**
 * A form of an administrator: `handle` is called once whoever sends it is let in with the role that it
 * takes, and for a sensitive act has proved lately who they are, or does so in this form.
 */
export function administratorHandler<Needed extends Role>(
  { needs, sensitive = false, at = "inside", keep = [], ...place }: AdministratorPlace<Needed>,
  handle: (fields: Fields, by: Admitted<Needed>, request: Request) => Promise<FormOutcome>,
) {
  return formHandler(place, async (fields, request) => {
    const standing = await administratorHere();
    if (standing.kind === "nobody") return { code: "administrator_needed" };
    if (standing.kind === "halfway") return { next: "/admin/login/code" };
    if (standing.kind === "without_factor" && at === "inside") return { next: "/admin/me" };
    const by = Admitted.to(needs, standing.login, standing.from);
    if (by === null) return { code: "role_needed" };
    const refusal = sensitive ? await askForProof(fields, standing.login) : null;
    const outcome = refusal ?? (await handle(fields, by, request));
    if (!("code" in outcome)) return outcome;
    const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? ""]));
    return { ...outcome, values: { ...values, ...outcome.values } };
  });
}

async function askForProof(fields: Fields, login: AdministratorLogin): Promise<Refusal | null> {
  if (isProvedLately(login, context().now)) return null;
  const typed = fields[proofField] ?? "";
  if (typed === "") {
    const code = "second_factor_needed";
    return { code, fields: { [proofField]: code } };
  }
  return checkProof(login, typed);
}

/** Each try counts against the administrator alone, and only a right one takes itself back. */
export async function checkProof(
  login: AdministratorLogin,
  typed: string,
): Promise<Refusal | null> {
  const subjects = { account: login.id };
  const retryAfter = await spendHere("administratorCode", subjects);
  if (retryAfter !== null) return { code: "rate_limited", retryAfter };
  if (!(await proveSecondFactor(login, typed, context()))) {
    const code = login.hasSecondFactor ? "wrong_code" : "wrong_password";
    return { code, fields: { [proofField]: code } };
  }
  await refundHere("administratorCode", subjects);
  return null;
}

type AdministratorPlace<Needed> = FormPlace & {
  needs: Needed;
  sensitive?: boolean;
  /** `setUp`: also while the second factor that they need is not set up yet. */
  at?: "inside" | "setUp";
  /** Fields whose text is shown again; never a code or a password. */
  keep?: readonly string[];
};
