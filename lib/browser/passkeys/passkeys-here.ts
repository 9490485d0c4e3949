import { memberAccess } from "@/lib/browser/access";
import { currentRecovery } from "@/lib/browser/attempt";
import { passkeyProofCookie, type PasskeyPurpose } from "@/lib/browser/cookie";
import { isMarkOfAnother } from "@/lib/own-account/form-owner";
import { refundHere, spendHere } from "@/lib/browser/limit";
import { keepChallenge, takeChallenge } from "@/lib/browser/passkeys/challenge";
import { confirmHere, stepUp, type StepUp } from "@/lib/browser/step-up";
import { noteOnTicket } from "@/lib/browser/tickets";
import { AccountGone, AccountSuspended, ProofOutdated } from "@/lib/logins/account-gone";
import { isFresh } from "@/lib/logins/member-logins";
import type { MemberLogin } from "@/lib/logins/members";
import type { AssertionAnswer, RegistrationAnswer } from "@/lib/passkeys/answers";
import { assertionOptions, checkPasskey, type PasskeyCheck } from "@/lib/passkeys/assertion";
import { addPasskey, passkeyOptions, type PasskeyContext } from "@/lib/passkeys/registration";

/**
 * What this browser needs to make or ask for a passkey. The challenge is kept here, for this purpose,
 * and for whoever asks: a login, or an attempt to recover.
 * @param pageOwner the mark of the member on whose page it is asked for; null where there is none.
 */
export async function passkeyOptionsHere(
  purpose: PasskeyPurpose,
  context: PasskeyContext,
  pageOwner: string | null = null,
) {
  const asker = await askerHere(purpose, pageOwner, context.now);
  if ("code" in asker) return asker;
  const { db, mailing } = context;
  const member = asker.accountId && ({ kind: "member", id: asker.accountId } as const);
  const options =
    purpose === "add" && member
      ? await passkeyOptions(member, context)
      : // Whoever is known is offered their own passkeys alone.
        await assertionOptions(member || null, { db, appUrl: mailing.appUrl });
  await keepChallenge(options.challenge, { purpose, asker: asker.name }, context.now);
  return { options };
}

/** A login like any other, for whoever has the passkey. */
export async function logInByPasskey(
  answer: AssertionAnswer,
  context: PasskeyContext,
): Promise<PasskeyOutcome> {
  const retryAfter = await spendHere("passkey");
  if (retryAfter !== null) return { kind: "refused", code: "rate_limited", retryAfter };
  const checked = await checkHere("login", null, answer, context);
  if (checked.kind === "refused") return { ...checked, code: "passkey_refused" };
  const { id, passkeyId } = checked;
  try {
    await memberAccess.signIn({ method: "passkey", id, passkeyId });
  } catch (error) {
    // The same as an unknown passkey: nothing of the account is told.
    const shut = [AccountGone, AccountSuspended, ProofOutdated];
    if (!shut.some((each) => error instanceof each)) throw error;
    return { kind: "refused", code: "passkey_refused" };
  }
  await refundHere("passkey");
  return { kind: "done", accountId: id };
}

/** Whoever is logged in is who they were: their login is fresh from now on. */
export async function confirmByPasskey(
  answer: AssertionAnswer,
  context: PasskeyContext,
): Promise<PasskeyOutcome> {
  const login = await memberAccess.current();
  if (login === null) return { kind: "refused", code: "authentication_needed" };
  const retryAfter = await spendHere("stepUp", { account: login.id });
  if (retryAfter !== null) return { kind: "refused", code: "rate_limited", retryAfter };
  const checked = await checkHere("confirm", login.handle, answer, context);
  if (checked.kind === "refused") return { ...checked, code: "passkey_refused" };
  if (checked.id !== login.id) return { kind: "refused", code: "passkey_refused" };
  await refundHere("stepUp", { account: login.id });
  const confirmed = await confirmHere(login, context.now);
  if (confirmed === null) return { kind: "refused", code: "authentication_needed" };
  await passkeyProofCookie.write({ login: confirmed.handle, at: context.now.getTime() });
  return { kind: "done", accountId: login.id };
}

/** Whether a passkey has confirmed this very login lately: it stands for the password, where that is asked. */
export async function isConfirmedByPasskey(
  login: Pick<MemberLogin, "handle">,
  now: Date,
): Promise<boolean> {
  const proof = await passkeyProofCookie.read();
  if (proof === null || proof.login !== login.handle) return false;
  return isFresh({ authenticatedAt: new Date(proof.at) }, now);
}

/** One of the account's passkeys, shown in the recovery that goes on here. */
export async function recoverByPasskey(
  answer: AssertionAnswer,
  context: PasskeyContext,
): Promise<PasskeyOutcome> {
  const attempt = await currentRecovery();
  if (attempt?.state !== "confirmed" || attempt.accountId === null) {
    return { kind: "refused", code: "attempt_missing" };
  }
  const retryAfter = await spendHere("recovery", { attempt: attempt.id });
  if (retryAfter !== null) return { kind: "refused", code: "rate_limited", retryAfter };
  const checked = await checkHere("recovery", attempt.id, answer, context);
  if (checked.kind === "refused") return { ...checked, code: "passkey_refused" };
  if (checked.id !== attempt.accountId) return { kind: "refused", code: "passkey_refused" };
  await noteOnTicket(attempt.id, { passkey: true });
  return { kind: "done", accountId: checked.id };
}

/** A further passkey for whoever is logged in, and has proved lately who they are. */
export async function addPasskeyHere(
  { answer, name }: { answer: RegistrationAnswer; name: string | null },
  context: PasskeyContext,
): Promise<PasskeyOutcome> {
  const step = await stepUp({}, { now: context.now });
  if (step.kind !== "fresh") return { kind: "refused", code: codeOf(step) };
  const { login } = step;
  const challenge = await takeChallenge(
    { purpose: "add", asker: login.handle },
    answer,
    context.now,
  );
  if (challenge === null) return { kind: "refused", code: "passkey_not_added" };
  const holder = { kind: "member", ...login } as const;
  const outcome = await addPasskey(holder, { answer, challenge, name }, context);
  return outcome.kind === "added"
    ? { kind: "done", accountId: login.id }
    : { kind: "refused", code: outcome.code };
}

/** Who may ask for what: `name` binds the challenge to a login or an attempt. */
async function askerHere(
  purpose: PasskeyPurpose,
  pageOwner: string | null,
  now: Date,
): Promise<Asker> {
  switch (purpose) {
    case "login":
      return { name: null, accountId: null };
    case "add": {
      const step = await stepUp({}, { now });
      if (step.kind !== "fresh") return { code: codeOf(step) };
      return askerOf(step.login, pageOwner);
    }
    case "confirm": {
      const login = await memberAccess.current();
      return login === null ? { code: "authentication_needed" } : askerOf(login, pageOwner);
    }
    case "recovery": {
      const attempt = await currentRecovery();
      const isFound = attempt?.state === "confirmed" && attempt.accountId !== null;
      if (!isFound) return { code: "attempt_missing" };
      return { name: attempt.id, accountId: attempt.accountId };
    }
  }
}

function askerOf(login: MemberLogin, pageOwner: string | null): Asker {
  if (isMarkOfAnother(pageOwner, login)) return { code: "form_of_another" };
  return { name: login.handle, accountId: login.id };
}

function codeOf(step: Exclude<StepUp, { kind: "fresh" }>) {
  if (step.kind !== "due") return "authentication_needed";
  return step.duty === "/account/consents/again" ? "consent_due" : "reverification_due";
}

async function checkHere(
  purpose: PasskeyPurpose,
  asker: string | null,
  answer: AssertionAnswer,
  { db, mailing, now }: PasskeyContext,
): Promise<PasskeyCheck> {
  const challenge = await takeChallenge({ purpose, asker }, answer, now);
  if (challenge === null) return { kind: "refused", isUnknown: false };
  return checkPasskey("member", { answer, challenge }, { db, appUrl: mailing.appUrl, now });
}

type Asker =
  | { name: string | null; accountId: string | null }
  | {
      code:
        | "authentication_needed"
        | "consent_due"
        | "reverification_due"
        | "attempt_missing"
        | "form_of_another";
    };
export type PasskeyOutcome =
  | { kind: "done"; accountId: string }
  | {
      kind: "refused";
      code:
        | "passkey_refused"
        | "passkey_not_added"
        | "passkey_limit"
        | "authentication_needed"
        | "consent_due"
        | "reverification_due"
        | "attempt_missing"
        | "rate_limited";
      /** The authenticator may forget it. */
      isUnknown?: boolean;
      /** Seconds. */
      retryAfter?: number;
    };
