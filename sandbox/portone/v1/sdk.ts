import { script, type Route } from "../http";
import type { Switches } from "../world/switches";
import type { World } from "../world/world";

/** `/v1/iamport.js` and the older address of old projects. */
export function v1SdkRoute({ switches }: World): Route {
  return {
    method: "GET",
    pattern: /^\/(?:v1\/iamport|js\/iamport\.payment-[\d.]+)\.js$/,
    handle: () => script(v1Sdk(switches)),
  };
}

/**
 * `window.IMP`. On a PC always a popup, opened within the click; on a phone a redirect unless
 * `popup: true`. Adds no inline script or style, so that it works under a strict content policy.
 */
export function v1Sdk({ blockedPopupRedirects, earlyError }: SdkSwitches): string {
  return `(() => {
  "use strict";
  const server = new URL(document.currentScript.src).origin;
  const isMobile = /Android|iPhone|iPad|iPod|Mobile/i.test(navigator.userAgent);
  const carriers = ["SKT", "KTF", "LGT", "MVNO"];
  let userCode = null;
  let stopWaiting = () => {};

  function certification(params, callback) {
    if (userCode === null) throw new Error("IMP.init must be called first");
    const answer = typeof callback === "function" ? callback : () => {};
    const { merchant_uid = "", m_redirect_url, popup = false, carrier, ...rest } = params || {};
    const refuse = (error_msg) => answer({ success: false, error_code: "9010", error_msg, pg_type: "certification" });
    // Observed: a bad parameter, such as carrier KT (it is called KTF), comes back without ids.
    if (carrier && !carriers.includes(carrier)) return refuse("파라미터 오류입니다. (carrier)");
    // No such channel or merchant: as any bad parameter, before a window opens.
    const named = [userCode, rest.channelKey, rest.pg].join(" ");
    if (${String(earlyError)} || named.includes("wrong")) return refuse("등록된 PG 설정 정보가 없습니다.");
    const asPopup = !isMobile || popup;
    if (!asPopup && !m_redirect_url) return refuse("m_redirect_url 파라미터가 필요합니다.");
    const call = Array.from(crypto.getRandomValues(new Uint32Array(2))).join("-");
    const address = (mode) => server + "/window?" + new URLSearchParams({
      generation: "v1", mode, call, id: String(merchant_uid), user: userCode,
      origin: location.origin, page: location.href.slice(0, 500),
      channelKey: String(rest.channelKey || ""), pg: String(rest.pg || ""),
      returnTo: m_redirect_url ? new URL(m_redirect_url, location.href).href : "",
      minAge: String(rest.min_age || ""), name: String(rest.name || ""),
      phone: String(rest.phone || ""), company: String(rest.company || ""),
    });
    if (!asPopup) return location.assign(address("redirect"));
    stopWaiting();
    const opened = window.open(address("popup"), "portone-sandbox", "width=430,height=760");
    if (opened) return wait(opened, call, merchant_uid, answer);
    // What the real script does beyond an alert is not known: the switch blockedPopupRedirects.
    if (${String(blockedPopupRedirects)} && m_redirect_url) return location.assign(address("redirect"));
    alert("팝업이 차단되었습니다. 팝업 차단을 해제해 주세요.");
  }

  // One window at a time: a newer call replaces an older one, which then never calls back.
  function wait(opened, call, merchant_uid, answer) {
    let imp_uid = null;
    const onMessage = ({ origin, source, data }) => {
      if (origin !== server || source !== opened || !data || data.portone !== "v1" || data.call !== call) return;
      if (data.opened) { imp_uid = data.opened; return; }
      stopWaiting();
      if (data.result) answer(data.result);
    };
    const watch = setInterval(() => {
      if (!opened.closed) return;
      stopWaiting();
      answer({ success: false, imp_uid, merchant_uid, pg_type: "certification", error_code: "CANCEL", error_msg: "사용자가 본인인증을 취소하였습니다." });
    }, 300);
    window.addEventListener("message", onMessage);
    stopWaiting = () => { window.removeEventListener("message", onMessage); clearInterval(watch); };
  }

  window.IMP = {
    init: (code) => { userCode = String(code); },
    agency: (code, _tier) => { userCode = String(code); },
    certification,
  };
})();
`;
}

type SdkSwitches = Pick<Switches, "blockedPopupRedirects" | "earlyError">;
