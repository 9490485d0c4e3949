import type { VerificationWindow } from "@/lib/portone";
import { endingOf, type Ending } from "@/lib/portone/ending";
import type { WindowKind } from "./window-choice";

/**
 * Opens PortOne's window; the result is never more than an id to check at the server. With a
 * redirect the page leaves and nothing resolves.
 * @throws if the SDK cannot be loaded.
 */
export function openWindow(settings: VerificationWindow, kind: WindowKind): Promise<WindowResult> {
  return settings.version === "v1" ? openV1(settings, kind) : openV2(settings, kind);
}

/** Before the click, since a popup must open within it. */
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
        // With a return address the SDK may leave this page if it cannot open a popup.
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
    // No answer if the page is about to leave.
    if (answer === undefined) return { kind: "leaving" };
    if (answer.code !== undefined) return unsuccessful(`${answer.code} ${answer.message}`);
    const { identityVerificationId } = answer;
    return { kind: "finished", body: { identityVerificationId } };
  } catch (error) {
    // Rejected before the window opened. If already verified, our server can check our own id.
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

function unsuccessful(problem: string): WindowResult {
  return { kind: endingOf(problem) };
}

/** The package uses a script that is already loaded, whatever its address. */
async function importV2({ sdkUrl }: V2Window) {
  const [sdk] = await Promise.all([import("@portone/browser-sdk/v2"), loadScript(sdkUrl)]);
  return sdk;
}

/** A connection that hangs counts as failed. */
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

/** `body`: the whole body of the callback's POST. */
export type WindowResult =
  | { kind: "finished"; body: { imp_uid: string } | { identityVerificationId: string } }
  | { kind: Ending }
  /** No window opened, e.g. a blocked popup. */
  | { kind: "not-opened" }
  | { kind: "leaving" };

/** V1's script has no package; these are the parts that we use. */
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
