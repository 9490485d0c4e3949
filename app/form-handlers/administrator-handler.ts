import { administratorHere, type AdministratorStanding } from "@/lib/browser/access";
import { proveHere } from "@/lib/browser/administrator-proof";
import { Admitted, type Role } from "@/lib/logins/admission";
import { isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";
import { formOwnerField, isFormOfAnother } from "@/lib/own-account/form-owner";
import type { Fields } from "@/lib/requests/form-fields";
import { context } from "@/lib/server/context";
import { formHandler, type FormOutcome, type FormPlace, type Refusal } from "./form-handler";

/** The form's field for the second factor. */
export const proofField = "proof";

/**
 * A form of an administrator: `handle` is called once whoever sends it is let in with the role that it
 * takes, the form is one of theirs, and for a sensitive act they have proved lately who they are, or do so in
 * this form.
 */
export function administratorHandler<Needed extends Role>(
  { needs, sensitive, at = "inside", keep = [], ...place }: AdministratorPlace<Needed>,
  handle: (fields: Fields, by: Admitted<Needed>, request: Request) => Promise<FormOutcome>,
) {
  return formHandler(place, async (fields, request) => {
    const standing = await administratorHere();
    const there = insideOf(standing, at);
    if (!("login" in there)) return there;
    if (isFormOfAnother(fields, there.login)) return ofAnother;
    // The role first: whoever may not is not asked for a code.
    if (Admitted.to(needs, there.login, there.from) === null) return { code: "role_needed" };
    if (isUnmarked(fields)) return ofAnother;
    const proof = sensitive ? await askForProof(fields, there.login) : there;
    const by = "login" in proof ? Admitted.to(needs, proof.login, there.from) : null;
    const outcome = by === null ? refusalOf(proof) : await handle(fields, by, request);
    if (!("code" in outcome)) return outcome;
    const values = Object.fromEntries(keep.map((name) => [name, fields[name] ?? ""]));
    return { ...outcome, values: { ...values, ...outcome.values } };
  });
}

/** Told above the page of now; what the other one typed is not shown again. */
export const ofAnother = { code: "form_of_another_administrator", shownBy: "page" } as const;

/** Unlike a member's, an administrator's form is not heard without its mark: every one has it (AdminForm). */
export function isUnmarked(fields: Fields): boolean {
  return fields[formOwnerField] === undefined;
}

/** Who is in; why whoever stands there is not, or where they go first. */
export function insideOf(standing: AdministratorStanding, at: "inside" | "setUp"): Inside {
  switch (standing.kind) {
    case "nobody":
      return { code: "administrator_needed" };
    case "halfway":
      return { next: "/admin/login/code" };
    case "without_factor":
      return at === "setUp" ? standing : { next: "/admin/me" };
    case "in":
      return standing;
  }
}

function refusalOf(proof: { login: AdministratorLogin } | Refusal): Refusal {
  return "code" in proof ? proof : { code: "role_needed" };
}

async function askForProof(
  fields: Fields,
  login: AdministratorLogin,
): Promise<{ login: AdministratorLogin } | Refusal> {
  if (isProvedLately(login, context().now)) return { login };
  const typed = fields[proofField] ?? "";
  if (typed === "") {
    const code = "second_factor_needed";
    return { code, fields: { [proofField]: code } };
  }
  return checkProof(login, typed);
}

/** What was typed to prove who they are; then their login goes on under a new token. */
export async function checkProof(
  login: AdministratorLogin,
  typed: string,
): Promise<{ login: AdministratorLogin } | Refusal> {
  const proof = await proveHere(login, typed, context());
  if (proof.kind === "proved") return { login: proof.login };
  if (proof.code === "rate_limited") return { code: proof.code, retryAfter: proof.retryAfter };
  return { code: proof.code, fields: { [proofField]: proof.code } };
}

type Inside =
  | { code: "administrator_needed" }
  | { next: `/admin/${string}` }
  | { login: AdministratorLogin; from: { address: string } };
type AdministratorPlace<Needed> = FormPlace & {
  needs: Needed;
  /** Whether it takes a second factor that was shown lately. Said by every form, so that none forgets it. */
  sensitive: boolean;
  /** `setUp`: also while the second factor that they need is not set up yet. */
  at?: "inside" | "setUp";
  /** Fields whose text is shown again; never a code or a password. */
  keep?: readonly string[];
};
