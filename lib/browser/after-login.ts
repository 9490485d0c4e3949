/** Where a member goes after the login, unless they came from elsewhere. */
const firstPage = "/account";

/** The pages that a login may lead to: a list, so that no address can lead out of this site. */
const pages = [
  firstPage,
  "/account/consents",
  "/account/data",
  "/account/email",
  "/account/leave",
  "/account/passkeys",
  "/account/password",
  "/account/sessions",
  "/account/verify",
] as const;

/** The login's page, which remembers the member's page that was asked for. */
export function logInFor(page: string): "/login" | `/login?next=${string}` {
  const next = pageAfterLogin(page);
  return next === firstPage ? "/login" : `/login?next=${encodeURIComponent(next)}`;
}

/** A member's own page; whatever else was asked for becomes their first page. */
export function pageAfterLogin(asked: unknown): MemberPage {
  return pages.find((page) => page === asked) ?? firstPage;
}

export type MemberPage = (typeof pages)[number];
