import { script, type Route } from "../http";

/** `/v2/browser-sdk.js`, which `@portone/browser-sdk` can load instead of PortOne's. */
export function v2SdkRoute(): Route {
  return { method: "GET", pattern: /^\/v2\/browser-sdk\.js$/, handle: () => script(v2Sdk) };
}

/**
 * `window.PortOne`. Errors before the window opens reject; a cancel or failure afterwards resolves
 * with a `code` (observed in PortOne's script 1.27.0).
 */
export const v2Sdk = `(() => {
  "use strict";
  const server = new URL(document.currentScript.src).origin;
  const isMobile = /Android|iPhone|iPad|iPod|Mobile/i.test(navigator.userAgent);
  let stopWaiting = () => {};

  class IdentityVerificationError extends Error {
    constructor({ code, message, identityVerificationId }) {
      super(message);
      this.name = "IdentityVerificationError";
      this.__portOneErrorType = "IdentityVerificationError";
      this.transactionType = "IDENTITY_VERIFICATION";
      this.code = code;
      this.identityVerificationId = identityVerificationId;
    }
  }

  const ask = (path, body) =>
    fetch(server + path, { method: "POST", body: JSON.stringify(body) })
      .then((answer) => answer.json())
      .catch(() => ({ code: "UnknownError", message: "PortOne cannot be reached" }));

  async function requestIdentityVerification(request) {
    const { storeId, identityVerificationId, redirectUrl, windowType = {}, customer = {}, bypass = {} } = request || {};
    const fail = (code, message) => { throw new IdentityVerificationError({ code, message, identityVerificationId }); };
    if (!storeId || !identityVerificationId) fail("BadRequest", "storeId and identityVerificationId are required");
    const type = (isMobile ? windowType.mobile : windowType.pc) || (isMobile ? "REDIRECTION" : "POPUP");
    // Observed: only these two had drivers.
    if (type !== "POPUP" && type !== "REDIRECTION") fail("InvalidArgument", "windowType " + type + " is not offered");
    if (type === "REDIRECTION" && !redirectUrl) fail("BadRequest", "redirectUrl is required");
    // The popup opens within the click, empty; what the preparation answers decides what it shows.
    const opened = type === "POPUP" ? window.open("about:blank", "portone-sandbox", "width=430,height=760") : null;
    if (type === "POPUP" && !opened) fail("PopupBlocked", "The popup was blocked");
    stopWaiting();
    const { channelKey = "", customData = null } = request;
    const prepared = await ask("/v2/prepare", {
      identityVerificationId, storeId, channelKey, customData, customer, page: location.href.slice(0, 500),
      directAgency: String((bypass.inicisUnified || {}).directAgency || ""),
    });
    if (prepared.code) { if (opened) opened.close(); fail(prepared.code, prepared.message); }
    const address = server + "/window?" + new URLSearchParams({
      generation: "v2", mode: opened ? "popup" : "redirect", id: identityVerificationId, call: prepared.txId,
      origin: location.origin, returnTo: redirectUrl ? new URL(redirectUrl, location.href).href : "",
      minAge: String((bypass.danal || {}).AGELIMIT || ""),
      name: String(customer.cookieName || ""), phone: String(customer.phoneNumber || ""),
      company: String((bypass.danal || {}).CPTITLE || ""),
    });
    if (!opened) { location.assign(address); return undefined; }
    opened.location.replace(address);
    const response = await wait(opened, identityVerificationId, prepared.txId);
    if (!request.forceRedirect || !redirectUrl) return response;
    const target = new URL(redirectUrl, location.href);
    for (const [name, value] of Object.entries(response)) target.searchParams.set(name, value);
    location.assign(target.href);
    return undefined;
  }

  // One window at a time: a newer call replaces an older one, which then never settles.
  function wait(opened, identityVerificationId, call) {
    return new Promise((resolve) => {
      const onMessage = ({ origin, source, data }) => {
        if (origin !== server || source !== opened || !data || data.portone !== "v2" || data.call !== call || data.opened) return;
        stopWaiting();
        if (data.result) resolve(data.result);
      };
      const watch = setInterval(() => {
        if (!opened.closed) return;
        stopWaiting();
        ask("/v2/closed", { identityVerificationId }).then((answer) =>
          resolve({ transactionType: "IDENTITY_VERIFICATION", identityVerificationId, identityVerificationTxId: call, ...answer }));
      }, 300);
      window.addEventListener("message", onMessage);
      stopWaiting = () => { window.removeEventListener("message", onMessage); clearInterval(watch); };
    });
  }

  window.PortOne = { requestIdentityVerification };
})();
`;
