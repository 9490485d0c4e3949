import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { pageOwnerHeader } from "../form-handlers/form-answer";

/** The library is loaded when a passkey is asked for: most visits have none. */
const library = () => import("@simplewebauthn/browser");

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return typeof window !== "undefined" && typeof window.PublicKeyCredential === "function";
}

/** Whether it can offer them in the field for the e-mail. */
export async function offersPasskeys(): Promise<boolean> {
  if (!knowsPasskeys()) return false;
  return (await library()).browserSupportsWebAuthnAutofill();
}

/** The latest asking of this page; the next one calls it off, whether it waits already or not. */
let latest = new AbortController();

function takeTurn(): AbortSignal {
  latest.abort();
  latest = new AbortController();
  return latest.signal;
}

/** Ends an asking, e.g. the one in the field. */
export async function stopAsking(): Promise<void> {
  const turn = takeTurn();
  const { WebAuthnAbortService } = await library();
  if (!turn.aborted) WebAuthnAbortService.cancelCeremony();
}

/**
 * Makes a passkey: a member's, or an administrator's second factor.
 * @param owner the mark of whose page it is.
 */
export async function makePasskey(
  purpose: "add" | "factor_add",
  owner: string,
): Promise<PasskeyAnswer> {
  const turn = takeTurn();
  const { startRegistration } = await library();
  return answered(`${placeOf(purpose)}/add`, owner, async () => {
    const optionsJSON = await begin<PublicKeyCredentialCreationOptionsJSON>(purpose, turn, owner);
    return inTurn(turn, () => startRegistration({ optionsJSON }));
  });
}

/**
 * Asks for a passkey, and brings the answer to the server.
 * @param inField waits in the e-mail's field until the person chooses one there.
 * @param owner the mark of whose page it is; null where it is nobody's.
 */
export async function askForPasskey(
  purpose: keyof typeof addresses,
  { inField = false, owner = null }: { inField?: boolean; owner?: string | null } = {},
): Promise<PasskeyAnswer> {
  const turn = takeTurn();
  const { startAuthentication } = await library();
  return answered(addresses[purpose], owner, async () => {
    const optionsJSON = await begin<PublicKeyCredentialRequestOptionsJSON>(purpose, turn, owner);
    return inTurn(turn, () => startAuthentication({ optionsJSON, useBrowserAutofill: inField }));
  });
}

/**
 * The library lets one wait at a time and ends the one before it. On a slow line the options of an older
 * asking may come last: it must not end the one that the person has asked for since.
 */
async function inTurn<Answer>(turn: AbortSignal, start: () => Promise<Answer>): Promise<Answer> {
  turn.throwIfAborted();
  try {
    return await start();
  } catch (error) {
    // Ended by an older one that was just about to wait: that one ends now.
    if (!turn.aborted && error instanceof Error && error.name === "AbortError") return start();
    throw error;
  }
}

const addresses = {
  login: "/passkeys/log-in",
  confirm: "/passkeys/confirm",
  factor_confirm: "/admin/passkeys/confirm",
  recovery: "/passkeys/recover",
} as const;

function placeOf(purpose: string): string {
  return purpose.startsWith("factor_") ? "/admin/passkeys" : "/passkeys";
}

async function answered(
  address: string,
  owner: string | null,
  ask: () => Promise<RegistrationResponseJSON | AuthenticationResponseJSON>,
): Promise<PasskeyAnswer> {
  try {
    const answer = await ask();
    const said = await send(address, { answer }, { headers: markOf(owner) });
    if (typeof said["next"] === "string") return { kind: "done", next: said["next"] };
    if (said["isUnknown"] === true) await forget(answer.id);
    return refusalOf(said);
  } catch (error) {
    if (error instanceof Refused) return refusalOf(error.said);
    const name = error instanceof Error ? error.name : "";
    if (name === "InvalidStateError") return { kind: "known" };
    // The person closed the window, or the time was over; the browser does not say which.
    return name === "NotAllowedError" || name === "AbortError" || name === "TimeoutError"
      ? { kind: "cancelled" }
      : { kind: "unanswered" };
  }
}

/** The server keeps the challenge in a cookie, which an answer to an older asking would overwrite. */
async function begin<Options>(
  purpose: string,
  signal: AbortSignal,
  owner: string | null,
): Promise<Options> {
  const options = { signal, headers: markOf(owner) };
  const said = await send(`${placeOf(purpose)}/begin`, { purpose }, options);
  if (!isOptions<Options>(said["options"])) throw new Refused(said);
  return said["options"];
}

function markOf(owner: string | null) {
  return owner === null ? {} : { [pageOwnerHeader]: owner };
}

/** Our own server wrote them for the browser's own interface, which checks them. */
function isOptions<Options>(options: unknown): options is Options {
  return typeof options === "object" && options !== null;
}

async function send(
  address: string,
  body: object,
  { signal = null, headers = {} }: Pick<RequestInit, "signal"> & { headers?: object } = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    ...{ method: "POST", signal },
    headers: { ...headers, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said: unknown = await response.json();
  return typeof said === "object" && said !== null ? { ...said } : {};
}

/** The server does not know this passkey: the authenticator need not offer it again. */
async function forget(credentialId: string): Promise<void> {
  await tellAuthenticator("signalUnknownCredential", {
    rpId: window.location.hostname,
    credentialId,
  });
}

/** WebAuthn's Signal API, where the browser has it; nothing depends on it. */
export async function tellAuthenticator(
  signal: "signalUnknownCredential" | "signalAllAcceptedCredentials" | "signalCurrentUserDetails",
  details: object,
): Promise<void> {
  if (!knowsPasskeys()) return;
  const tell: unknown = Reflect.get(window.PublicKeyCredential, signal);
  if (typeof tell !== "function") return;
  try {
    await Reflect.apply(tell, window.PublicKeyCredential, [details]);
  } catch {
    // An authenticator may refuse; the page goes on.
  }
}

class Refused extends Error {
  constructor(readonly said: Record<string, unknown>) {
    super("refused");
  }
}

function refusalOf({ code, title, message }: Record<string, unknown>): PasskeyAnswer {
  if (typeof code !== "string" || typeof title !== "string" || typeof message !== "string") {
    return { kind: "unanswered" };
  }
  return { kind: "refused", code, title, message };
}

export type PasskeyAnswer =
  | { kind: "done"; next: string }
  | { kind: "refused"; code: string; title: string; message: string }
  | { kind: "cancelled" }
  /** The device has one already. */
  | { kind: "known" }
  | { kind: "unanswered" };
