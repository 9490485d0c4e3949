/**
 * By the origin of APP_URL, not by Host. Browsers send Origin with every POST; a client that sends
 * neither header is not a browser and has no victim's cookie.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (origin !== null && origin !== appUrl) return false;
  return site === null || site === "same-origin";
}
