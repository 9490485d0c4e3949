/**
 * `window.PortOne` of V2. Cancel and failure after the window has opened resolve with a `code`;
 * what goes wrong before that rejects (observed of the real script).
 */
export const v2Sdk = `(() => {
  "use strict";
  const server = new URL(document.currentScript.src).origin;
  const isMobile = /Android|iPhone|iPad|iPod|Mobile/i.test(navigator.userAgent);

  class IdentityVerificationError extends Error {
    constructor(code, message, id) {
      super(message);
      this.name = "IdentityVerificationError";
      this.__portOneErrorType = "IdentityVerificationError";
      this.transactionType = "IDENTITY_VERIFICATION";
      this.code = code;
      this.identityVerificationId = id;
    }
  }

  async function requestIdentityVerification(request) {
    const { storeId, identityVerificationId: id, channelKey = "", redirectUrl, forceRedirect, windowType = {}, customData } = request || {};
    const fail = (code, message) => { throw new IdentityVerificationError(code, message, id); };
    if (!storeId || !id) fail("BadRequest", "storeId and identityVerificationId are required");
    const device = isMobile ? "mobile" : "pc";
    const type = windowType[device] || (isMobile ? "REDIRECTION" : "POPUP");
    if (type !== "POPUP" && type !== "REDIRECTION") fail("InvalidArgument", "Only POPUP and REDIRECTION exist here");
    const redirect = type === "REDIRECTION" || (forceRedirect && redirectUrl);
    if (redirect && !redirectUrl) fail("BadRequest", "redirectUrl is required");
    const address = server + "/window?" + new URLSearchParams({
      generation: "v2", mode: redirect ? "redirect" : "popup", id, user: storeId, channelKey,
      origin: location.origin, page: location.href,
      ...(redirectUrl ? { returnTo: redirectUrl } : {}), ...(customData ? { customData } : {}),
    });
    // The popup opens within the click; what the preparation answers decides what it shows.
    const opened = redirect ? null : window.open("about:blank", "portone-sandbox", "width=430,height=760");
    if (!redirect && opened === null) fail("PopupBlocked", "The popup was blocked");
    const prepared = await fetch(server + "/v2/prepare", {
      method: "POST", body: JSON.stringify({ id, storeId, channelKey }),
    }).then((answer) => answer.json()).catch(() => ({ code: "UnknownError", message: "PortOne cannot be reached" }));
    if (prepared.code) { if (opened) opened.close(); fail(prepared.code, prepared.message); }
    if (redirect) { location.assign(address); return undefined; }
    opened.location.replace(address);
    return listen(opened, id);
  }

  function listen(opened, id) {
    return new Promise((resolve) => {
      const stop = () => { window.removeEventListener("message", onMessage); clearInterval(watch); };
      const onMessage = ({ origin, source, data }) => {
        if (origin !== server || source !== opened || !data || data.portone !== "v2") return;
        stop();
        if (data.result) resolve(data.result);
      };
      const watch = setInterval(() => {
        if (!opened.closed) return;
        stop();
        resolve({ transactionType: "IDENTITY_VERIFICATION", identityVerificationId: id, identityVerificationTxId: "", code: "FAILURE_TYPE_PG", message: "사용자가 본인인증을 취소하였습니다." });
      }, 300);
      window.addEventListener("message", onMessage);
    });
  }

  window.PortOne = { requestIdentityVerification };
})();
`;
