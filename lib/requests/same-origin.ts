/**
 * Whether a state-changing request comes from our own pages. Browsers send Origin with every POST
 * and cannot be made to lie; a client that sends neither header is no browser and carries no
 * victim's cookie. The origin is that of APP_URL, whatever a proxy writes into Host.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null && origin !== appUrl) return false;
  return site === null || site === "same-origin";
}
