/**
 * `window.IMP` as a page of a merchant sees it. On a PC the window is always a popup, opened within
 * the click; on a phone it is a redirect unless `popup: true` is asked for.
 */
export const v1Sdk = `(() => {
  "use strict";
  const server = new URL(document.currentScript.src).origin;
  const isMobile = /Android|iPhone|iPad|iPod|Mobile/i.test(navigator.userAgent);
  let userCode = null;

  function certification(params, callback) {
    const answer = typeof callback === "function" ? callback : () => {};
    if (userCode === null) throw new Error("IMP.init must be called first");
    const { merchant_uid = "", m_redirect_url, popup = false, channelKey = "", pg = "", carrier, min_age } = params || {};
    // Observed: carrier KT is a bad parameter here (it is called KTF), and no ids come back.
    if (carrier === "KT") {
      return answer({ success: false, error_code: "9010", error_msg: "파라미터 오류입니다.", pg_type: "certification" });
    }
    const asPopup = !isMobile || popup;
    if (!asPopup && !m_redirect_url) {
      return answer({ success: false, error_code: "9010", error_msg: "m_redirect_url이 필요합니다.", merchant_uid });
    }
    const address = (mode) =>
      server + "/window?" +
      new URLSearchParams({
        generation: "v1", mode, id: merchant_uid, user: userCode, channelKey, pg,
        origin: location.origin, page: location.href,
        ...(m_redirect_url ? { returnTo: m_redirect_url } : {}),
        ...(min_age ? { minAge: String(min_age) } : {}),
      });
    if (!asPopup) return location.assign(address("redirect"));
    const opened = window.open(address("popup"), "portone-sandbox", "width=430,height=760");
    if (opened === null) {
      // What the real script does beyond an alert is not known; with a return address this one goes on there.
      if (m_redirect_url) return location.assign(address("redirect"));
      return alert("팝업이 차단되었습니다. 팝업 차단을 해제해 주세요.");
    }
    listen(opened, merchant_uid, answer);
  }

  function listen(opened, merchant_uid, answer) {
    const stop = () => { window.removeEventListener("message", onMessage); clearInterval(watch); };
    const onMessage = ({ origin, source, data }) => {
      if (origin !== server || source !== opened || !data || data.portone !== "v1") return;
      stop();
      if (data.result) answer(data.result);
    };
    const watch = setInterval(() => {
      if (!opened.closed) return;
      stop();
      answer({ success: false, imp_uid: null, merchant_uid, pg_type: "certification", error_code: "CANCEL", error_msg: "사용자가 본인인증을 취소하였습니다." });
    }, 300);
    window.addEventListener("message", onMessage);
  }

  window.IMP = {
    init: (code) => { userCode = String(code); },
    agency: (code) => { userCode = String(code); },
    certification,
  };
})();
`;
