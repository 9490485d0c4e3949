import { firstDuty, memberAccess, type Duty } from "@/lib/browser/access";
import { loginCookie } from "@/lib/browser/cookie";
import { refundHere, spendHere } from "@/lib/browser/limit";
import { db } from "@/lib/db";
import { isFresh, isOwnPassword, renewLogin } from "@/lib/logins/member-logins";
import type { MemberLogin } from "@/lib/logins/members";
import type { Fields } from "@/lib/requests/form-fields";

/** The form's field for the password that a person has now; lib and forms both name it. */
export const currentPasswordField = "currentPassword";

/**
 * Before a sensitive step: the person proved lately who they are, or does so now by the password in the
 * form. Whoever has confirmed by other means beforehand (`confirmHere`) is fresh.
 */
export async function stepUp(
  fields: Fields,
  { evenIfDue = false, ...options }: StepUpOptions = {},
): Promise<StepUp> {
  const login = await memberAccess.current();
  if (login === null) return { kind: "nobody" };
  const duty = evenIfDue ? null : firstDuty(login);
  return duty === null ? proveAgain(login, fields, options) : { kind: "due", duty };
}

/** The same for a login that is known already, whatever is due. */
export async function proveAgain(
  login: MemberLogin,
  fields: Fields,
  { isEnough = isFresh, now = new Date() }: ProofOptions = {},
): Promise<Exclude<StepUp, { kind: "due" }>> {
  if (await isEnough(login, now)) return { kind: "fresh", login };
  const password = fields[currentPasswordField];
  if (password === undefined || password === "") {
    return { kind: "refused", code: "authentication_needed" };
  }
  const subjects = { account: login.id };
  const retryAfter = await spendHere("stepUp", subjects);
  if (retryAfter !== null) return { kind: "refused", code: "rate_limited", retryAfter };
  const isRight = password.length <= 1024 && (await isOwnPassword(db(), login, password, now));
  if (!isRight) return { kind: "refused", code: "wrong_password" };
  await refundHere("stepUp", subjects);
  const confirmed = await confirmHere(login, now);
  return confirmed === null ? { kind: "nobody" } : { kind: "fresh", login: confirmed };
}

/**
 * To be called once the person has proved again who they are, e.g. by a passkey: their login is fresh,
 * under a new token.
 * @returns null where the login was ended meanwhile.
 */
export async function confirmHere(login: MemberLogin, now: Date): Promise<MemberLogin | null> {
  const renewed = await renewLogin(db(), login, now);
  if (renewed === null) return null;
  await loginCookie.write({ token: renewed.token });
  return renewed.login;
}

export type StandsFor = (login: MemberLogin, now: Date) => boolean | Promise<boolean>;
export type StepUp =
  | { kind: "fresh"; login: MemberLogin }
  | {
      kind: "refused";
      code: "authentication_needed" | "wrong_password" | "rate_limited";
      /** Seconds. */
      retryAfter?: number;
    }
  /** The member has to agree or to verify again first. */
  | { kind: "due"; duty: Duty }
  /** Not logged in, or not any more. */
  | { kind: "nobody" };

type ProofOptions = {
  /** What stands for the password; a recent proof of whatever kind, unless told. */
  isEnough?: StandsFor;
  now?: Date;
};
type StepUpOptions = ProofOptions & {
  /** Also for a member who has to agree or to verify again. */
  evenIfDue?: boolean;
};
