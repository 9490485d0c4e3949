import { countedHere, holdRenewed, type RateLimited } from "@/lib/browser/administrator-proof";
import { recoveryCodesCookie, type FactorPurpose } from "@/lib/browser/cookie";
import { keepChallenge, takeChallenge } from "@/lib/browser/passkeys/challenge";
import {
  keepOnlyThis,
  renewAdministratorLogin,
  type AdministratorLogin,
  type RenewedLogin,
} from "@/lib/logins/administrators";
import { giveRecoveryCodes } from "@/lib/logins/factors/recovery-codes";
import { handleOf } from "@/lib/logins/members";
import { noteRefusedFactor } from "@/lib/logins/factors/second-factor";
import type { AssertionAnswer, RegistrationAnswer } from "@/lib/passkeys/answers";
import { assertionOptions, checkPasskey } from "@/lib/passkeys/assertion";
import { addPasskey, passkeyOptions, type PasskeyContext } from "@/lib/passkeys/registration";

/**
 * What this browser needs to make a passkey as an administrator's second factor, or to ask for one of theirs.
 * The challenge is kept here, for this purpose and this login.
 */
export async function factorOptionsHere(
  purpose: FactorPurpose,
  login: AdministratorLogin,
  context: PasskeyContext,
) {
  const holder = holderOf(login);
  const { db, mailing, now } = context;
  const options =
    purpose === "factor_add"
      ? await passkeyOptions(holder, context)
      : await assertionOptions(holder, { db, appUrl: mailing.appUrl });
  await keepChallenge(options.challenge, { purpose, asker: handleOf(login.tokenHash) }, now);
  return { options };
}

/**
 * A passkey of whoever is logged in proves that it is them: at login after the password, and before a
 * sensitive act. Counted as a typed code is.
 * @throws AdmissionOver
 */
export async function proveByPasskey(
  login: AdministratorLogin,
  answer: AssertionAnswer,
  context: PasskeyContext,
): Promise<FactorOutcome> {
  return countedHere(login, async (): Promise<FactorOutcome> => {
    const { db, mailing, now } = context;
    const challenge = await takeHere("factor_confirm", login, answer, now);
    const checked =
      challenge !== null &&
      (await checkPasskey(
        "administrator",
        { answer, challenge },
        { db, appUrl: mailing.appUrl, now },
      ));
    if (checked === false || checked.kind === "refused" || checked.id !== login.id) {
      await noteRefusedFactor(login, context);
      return { kind: "refused", code: "passkey_refused" };
    }
    await holdRenewed(await renewAdministratorLogin(db, login, now));
    return { kind: "done" };
  });
}

/**
 * A passkey as a second factor. Every other login of this administrator ends, and where they have no recovery codes
 * they get ten, which this browser keeps until they have seen them.
 * @throws AdmissionOver
 */
export async function addFactorHere(
  login: AdministratorLogin,
  { answer, name }: { answer: RegistrationAnswer; name: string | null },
  context: PasskeyContext,
): Promise<FactorOutcome> {
  const challenge = await takeHere("factor_add", login, answer, context.now);
  if (challenge === null) return { kind: "refused", code: "passkey_not_added" };
  const kept: { renewed: RenewedLogin | null; codes: string[] | null } = {
    ...{ renewed: null, codes: null },
  };
  const made = { answer, challenge, name };
  const outcome = await addPasskey(holderOf(login), made, context, async (tx) => {
    kept.renewed = await keepOnlyThis(tx, login, context.now);
    kept.codes = await giveRecoveryCodes(tx, login.id, context.now);
  });
  if (outcome.kind === "declined") return { kind: "refused", code: outcome.code };
  if (kept.renewed !== null) await holdRenewed(kept.renewed);
  if (kept.codes === null) return { kind: "done" };
  await recoveryCodesCookie.write({ administrator: login.id, codes: kept.codes });
  return { kind: "done", hasCodes: true };
}

function takeHere(
  purpose: FactorPurpose,
  { tokenHash }: AdministratorLogin,
  answer: AssertionAnswer | RegistrationAnswer,
  now: Date,
): Promise<string | null> {
  return takeChallenge({ purpose, asker: handleOf(tokenHash) }, answer, now);
}

function holderOf({ id }: AdministratorLogin) {
  return { kind: "administrator", id } as const;
}

export type FactorOutcome =
  /** `hasCodes`: recovery codes are to be shown, once. */
  | { kind: "done"; hasCodes?: true }
  | { kind: "refused"; code: "passkey_refused" | "passkey_not_added" | "passkey_limit" }
  | RateLimited;
