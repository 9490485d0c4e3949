import { escapeHtml, html, redirectTo, type Answer } from "../http";
import type { WindowOutcome } from "../world/outcome";
import { v1Callback, v2Response } from "../world/outcomes";
import type { View } from "../language";
import { page } from "./page";
import type { VerificationRecord } from "../world/records";
import type { Switches } from "../world/switches";
import type { Decided } from "./window-options";

/** Sends a message to the opener of a popup, or redirects back. */
export function finish(
  record: VerificationRecord,
  told: WindowOutcome,
  { mode, returnTo, origin, call }: Decided,
  { switches, view }: { switches: Switches; view: View },
): Answer {
  const result =
    record.generation === "v1" ? v1Callback(record, told, switches) : v2Response(record, told);
  if (told === "no_callback") {
    const text =
      "인증은 끝났지만 사이트에는 아무 소식도 가지 않아요. · Verified, but the site will not hear of it.";
    return html(ended(text, mode === "popup" ? tellOpener(record, call, origin, null) : "", view));
  }
  if (mode === "popup") {
    const text = "창이 곧 닫혀요. · The window is about to close.";
    return html(ended(text, tellOpener(record, call, origin, result), view));
  }
  return redirectTo(returnAddress(returnTo, record.generation, result, switches));
}

/** Reports that the window has opened, so that a later cancel can name its ids. */
export function tellOpened({ generation, impUid }: VerificationRecord, call: string, to: string) {
  return speak({ portone: generation, call, opened: impUid }, to);
}

export function refuseWindow(text: string, view: View): Answer {
  const { say } = view;
  const title = say("인증창을 열 수 없어요 · No window");
  return html(page(title, `<h1>${escapeHtml(say(text))}</h1>`, { view }), 400);
}

function ended(text: string, script: string, view: View): string {
  const { say } = view;
  const title = say("끝났어요 · Done");
  const close = say("닫히지 않으면 직접 닫아 주세요. · Close it yourself if it stays open.");
  const content = `<h1>${title}</h1><p>${say(text)}</p><p class="faint">${close}</p>${script}`;
  return page(title, content, { view });
}

function tellOpener(
  { generation }: VerificationRecord,
  call: string,
  origin: string,
  result: Record<string, unknown> | null,
): string {
  return `${speak({ portone: generation, call, result }, origin)}<script>window.close();</script>`;
}

/** Only to the opener and its origin; an opaque origin cannot be named. */
function speak(message: Record<string, unknown>, origin: string): string {
  const safe = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");
  const target = origin === "null" ? "*" : URL.canParse(origin) ? new URL(origin).origin : null;
  if (target === null) return "";
  return `<script>if (window.opener) window.opener.postMessage(${safe(message)}, ${safe(target)});</script>`;
}

function returnAddress(
  returnTo: string,
  generation: "v1" | "v2",
  result: Record<string, unknown>,
  { impSuccess, redirectErrors }: Switches,
): string {
  const address = new URL(returnTo);
  const add = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) address.searchParams.set(name, String(value));
  };
  if (generation === "v2") {
    for (const [name, value] of Object.entries(result)) add(name, value);
    return address.href;
  }
  add("imp_uid", result["imp_uid"]);
  add("merchant_uid", result["merchant_uid"]);
  add(impSuccess ? "imp_success" : "success", result["success"]);
  if (redirectErrors) {
    add("error_code", result["error_code"]);
    add("error_msg", result["error_msg"]);
  }
  return address.href;
}
