/** Every path that takes a POST; lib/architecture.test.ts compares it with the handlers in app/. */
export const postAddresses = [
  "/account/consents/again/submit",
  "/account/consents/submit",
  "/account/data/download",
  "/account/data/show",
  "/account/email/again",
  "/account/email/submit",
  "/account/leave/submit",
  "/account/log-out",
  "/account/passkeys/confirm",
  "/account/passkeys/one/remove",
  "/account/passkeys/one/rename",
  "/account/password/submit",
  "/account/sessions/submit",
  "/account/show",
  "/account/verify/submit",
  "/admin/administrators/invite",
  "/admin/administrators/submit",
  "/admin/attempts/find",
  "/admin/audit/review",
  "/admin/exports/approve",
  "/admin/exports/cancel",
  "/admin/exports/make",
  "/admin/exports/request",
  "/admin/log-out",
  "/admin/login/code/submit",
  "/admin/login/submit",
  "/admin/me/passkeys/remove",
  "/admin/me/prove",
  "/admin/me/recovery-codes/begin",
  "/admin/me/recovery-codes/submit",
  "/admin/me/second-factor/begin",
  "/admin/me/second-factor/submit",
  "/admin/me/sessions",
  "/admin/passkeys/add",
  "/admin/passkeys/begin",
  "/admin/passkeys/confirm",
  "/admin/people/act",
  "/admin/people/reveal",
  "/admin/people/search",
  "/certifications",
  "/certifications/redirect",
  "/form-answer",
  "/guardian/invitation/submit",
  "/guardian/start-again",
  "/language",
  "/link/administrator/submit",
  "/link/cancel-recovery/submit",
  "/link/confirm-email/submit",
  "/link/not-me/submit",
  "/link/recovery-not-me/submit",
  "/link/revert-email/submit",
  "/link/unsubscribe/one-click",
  "/link/unsubscribe/submit",
  "/login/submit",
  "/passkeys/add",
  "/passkeys/begin",
  "/passkeys/confirm",
  "/passkeys/log-in",
  "/passkeys/recover",
  "/recover/password/submit",
  "/recover/password/wait",
  "/recover/submit",
  "/signup/details/start-over",
  "/signup/details/submit",
  "/signup/guardian/submit",
  "/signup/start-again",
  "/signup/submit",
] as const;

/** A page's form counts too, since old tabs and reloads post to the page. Null if there is none. */
export function postAddressOf(path: string): string | null {
  const asked = path.length > 1 ? path.replace(/\/$/, "") : path;
  return [asked, `${asked}/submit`].find((address) => known.has(address)) ?? null;
}

export function isPostAddress(path: string): boolean {
  return known.has(path);
}

const known: ReadonlySet<string> = new Set(postAddresses);

export type PostAddress = (typeof postAddresses)[number];
/** Whose forms say which administrator they were drawn for. */
export type AdministratorAddress = Extract<PostAddress, `/admin/${string}`>;
export type PublicAddress = Exclude<PostAddress, AdministratorAddress>;
