/**
 * Every address that takes a POST. A form's own is its page's with `/submit`; a test holds this list
 * against the handlers in app/.
 */
export const postAddresses = [
  "/account/leave/submit",
  "/account/log-out",
  "/admin/log-out",
  "/admin/login/submit",
  "/certifications",
  "/certifications/redirect",
  "/guardian/invitation/submit",
  "/guardian/start-again",
  "/language",
  "/login/submit",
  "/signup/details/start-over",
  "/signup/details/submit",
  "/signup/guardian/submit",
  "/signup/start-again",
  "/signup/submit",
] as const;

/**
 * Where a POST to this path belongs: to the handler itself, or to the form of the page that was
 * asked. A tab older than the deployment, and a browser's reload, post to the page. Null: nowhere.
 */
export function postAddressOf(path: string): string | null {
  const asked = path.length > 1 ? path.replace(/\/$/, "") : path;
  return [asked, `${asked}/submit`].find((address) => known.has(address)) ?? null;
}

export function isPostAddress(path: string): boolean {
  return known.has(path);
}

const known: ReadonlySet<string> = new Set(postAddresses);

export type PostAddress = (typeof postAddresses)[number];
