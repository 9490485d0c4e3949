import { pageOwnerHeader } from "@/app/form-handlers/form-answer";
import type { Refusal } from "@/app/form-handlers/form-outcome";
import { administratorHere } from "@/lib/browser/access";
import type { FactorPurpose } from "@/lib/browser/cookie";
import { isProvedLately, type AdministratorLogin } from "@/lib/logins/administrators";
import { formOwnerMark } from "@/lib/own-account/form-owner";
import { context } from "@/lib/server/context";

/** Before anything of a request is read: strangers learn nothing of these addresses. */
export async function whoIsAdministrator(): Promise<Refusal | null> {
  const { kind } = await administratorHere();
  return kind === "nobody" ? { code: "administrator_needed" } : null;
}

/**
 * Whose passkey it is about: of the administrator on whose page the script stands. One is made only by whoever is
 * in and has proved lately that it is them.
 */
export async function administratorFor(
  purpose: FactorPurpose,
  { headers }: Request,
): Promise<{ login: AdministratorLogin } | Refusal> {
  const standing = await administratorHere();
  if (standing.kind === "nobody") return { code: "administrator_needed" };
  if (headers.get(pageOwnerHeader) !== formOwnerMark(standing.login.id)) {
    return { code: "form_of_another_administrator" };
  }
  if (purpose === "factor_confirm") return standing;
  const isProved = standing.kind !== "halfway" && isProvedLately(standing.login, context().now);
  return isProved ? standing : { code: "second_factor_needed" };
}
