import { administratorCookie } from "@/lib/browser/cookie";
import { refundHere, spendHere } from "@/lib/browser/limit";
import type { AdministratorLogin, RenewedLogin } from "@/lib/logins/administrators";
import {
  proveSecondFactor,
  setSecondFactor,
  type FactorContext,
  type NewFactor,
} from "@/lib/logins/factors/second-factor";

/**
 * Whoever is logged in proves by what they typed that it is them. Each try counts against the administrator
 * alone, and only a right one takes itself back.
 * @throws AdmissionOver
 */
export async function proveHere(
  login: AdministratorLogin,
  typed: string,
  context: FactorContext,
): Promise<ProofOutcome> {
  return countedHere(login, async (): Promise<ProofOutcome> => {
    const proved = await proveSecondFactor(login, typed, context);
    if (proved === null) {
      return { kind: "refused", code: login.hasSecondFactor ? "wrong_code" : "wrong_password" };
    }
    return { kind: "proved", login: await holdRenewed(proved) };
  });
}

/**
 * Sets or replaces the authenticator app, by a first code of it.
 * @throws AdmissionOver
 */
export async function setUpHere(
  login: AdministratorLogin,
  factor: NewFactor,
  context: FactorContext,
): Promise<ProofOutcome> {
  return countedHere(login, async (): Promise<ProofOutcome> => {
    const proved = await setSecondFactor(login, factor, context);
    if (proved === null) return { kind: "refused", code: "wrong_code" };
    return { kind: "proved", login: await holdRenewed(proved) };
  });
}

/** One try at a second factor. */
export async function countedHere<T extends { kind: string }>(
  { id }: AdministratorLogin,
  attempt: () => Promise<T>,
): Promise<T | RateLimited> {
  const subjects = { account: id };
  const retryAfter = await spendHere("administratorCode", subjects);
  if (retryAfter !== null) return { kind: "refused", code: "rate_limited", retryAfter };
  const outcome = await attempt();
  if (outcome.kind !== "refused") await refundHere("administratorCode", subjects);
  return outcome;
}

/** This browser goes on under the login's new token. */
export async function holdRenewed({ login, token }: RenewedLogin): Promise<AdministratorLogin> {
  await administratorCookie.write({ token });
  return login;
}

export type RateLimited = { kind: "refused"; code: "rate_limited"; retryAfter: number };
export type ProofOutcome =
  | { kind: "proved"; login: AdministratorLogin }
  | { kind: "refused"; code: "wrong_code" | "wrong_password" }
  | RateLimited;
