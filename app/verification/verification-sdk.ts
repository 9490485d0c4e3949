import type { VerificationWindow } from "@/lib/portone";
import type { WindowKind } from "./window-choice";

/**
 * Opens PortOne's window and resolves with what the browser was told: never more than an id to ask
 * about. In a redirect the page leaves and nothing resolves.
 * @throws when the SDK cannot be loaded.
 */
export function openWindow(settings: VerificationWindow, kind: WindowKind): Promise<WindowResult> {
  return settings.version === "v1" ? openV1(settings, kind) : openV2(settings, kind);
}

/** Loads the SDK ahead of the click, so that the popup opens within it. */
export async function loadSdk(settings: VerificationWindow): Promise<void> {
  if (settings.version === "v1") return loadScript(settings.sdkUrl);
  await importV2(settings);
}

async function openV1(settings: V1Window, kind: WindowKind): Promise<WindowResult> {
  await loadScript(settings.sdkUrl);
  const { IMP } = window;
  if (IMP === undefined) throw new Error("PortOne's script did not load");
  IMP.init(settings.impCode);
  return new Promise((resolve) => {
    IMP.certification(
      {
        channelKey: settings.channelKey,
        merchant_uid: settings.attemptId,
        popup: kind === "popup",
        // A return address lets the window take this tab where no popup opens.
        ...(kind === "redirect" ? { m_redirect_url: settings.redirectUrl } : {}),
      },
      ({ success, imp_uid, error_code, error_msg }) => {
        if (success === true && typeof imp_uid === "string")
          resolve({ kind: "finished", body: { imp_uid } });
        else resolve(unsuccessful(`${error_code} ${error_msg}`));
      },
    );
  });
}

async function openV2(settings: V2Window, kind: WindowKind): Promise<WindowResult> {
  const { requestIdentityVerification } = await importV2(settings);
  const type = kind === "popup" ? "POPUP" : "REDIRECTION";
  try {
    const answer = await requestIdentityVerification({
      storeId: settings.storeId,
      channelKey: settings.channelKey,
      identityVerificationId: settings.attemptId,
      redirectUrl: settings.redirectUrl,
      windowType: { pc: type, mobile: type },
    });
    // Nothing is answered when the page is about to leave.
    if (answer === undefined) return { kind: "leaving" };
    if (answer.code !== undefined) return unsuccessful(`${answer.code} ${answer.message}`);
    const { identityVerificationId } = answer;
    return { kind: "finished", body: { identityVerificationId } };
  } catch (error) {
    // Rejects before the window has opened. Verified already: our server can ask with our own id.
    const code = codeOf(error);
    if (code.includes("AlreadyVerified") || code.includes("ALREADY_VERIFIED")) {
      return { kind: "finished", body: { identityVerificationId: settings.attemptId } };
    }
    return { kind: "not-opened" };
  }
}

function codeOf(error: unknown): string {
  const coded = typeof error === "object" && error !== null && "code" in error;
  return coded && typeof error.code === "string" ? error.code : "";
}

/** The codes of a cancel are not documented; the word is. */
function unsuccessful(problem: string): WindowResult {
  return { kind: /취소|cancel/i.test(problem) ? "cancelled" : "failed" };
}

/** The package uses the script that is there already, from whichever address it came. */
async function importV2({ sdkUrl }: V2Window) {
  const [sdk] = await Promise.all([import("@portone/browser-sdk/v2"), loadScript(sdkUrl)]);
  return sdk;
}

/** A connection that hangs is told as one that fails. */
const patienceMs = 15_000;

const scripts = new Map<string, Promise<void>>();

function loadScript(src: string): Promise<void> {
  const known = scripts.get(src);
  if (known !== undefined) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    const giveUp = () => {
      scripts.delete(src);
      script.remove();
      reject(new Error("PortOne's script did not load"));
    };
    const patience = setTimeout(giveUp, patienceMs);
    script.src = src;
    script.onload = () => {
      clearTimeout(patience);
      resolve();
    };
    script.onerror = () => {
      clearTimeout(patience);
      giveUp();
    };
    document.head.append(script);
  });
  scripts.set(src, loading);
  return loading;
}

type V1Window = Extract<VerificationWindow, { version: "v1" }>;
type V2Window = Extract<VerificationWindow, { version: "v2" }>;

/** `body` is what the callback's POST sends, and all of it. */
export type WindowResult =
  | { kind: "finished"; body: { imp_uid: string } | { identityVerificationId: string } }
  | { kind: "cancelled" }
  | { kind: "failed" }
  /** No window came up, a blocked popup for one. */
  | { kind: "not-opened" }
  | { kind: "leaving" };

/** V1's script has no package; this is what we use of it. */
type PortOneV1 = {
  init: (impCode: string) => void;
  certification: (
    parameters: {
      channelKey: string;
      merchant_uid: string;
      popup: boolean;
      m_redirect_url?: string;
    },
    callback: (result: Record<string, unknown>) => void,
  ) => void;
};

declare global {
  interface Window {
    IMP?: PortOneV1;
  }
}
