import { cookies } from "next/headers";
import { formHandler } from "@/app/form-handlers/form-handler";
import { config } from "@/lib/config";
import { isLocale } from "@/lib/i18n/locales";

const year = 365 * 24 * 3600;

/** Remembers the language in a cookie of its own, and shows the page again in it. */
export const { GET, POST } = formHandler(
  { action: "/language", page: "/", shownBy: "page" },
  async ({ locale }, { headers }) => {
    if (!isLocale(locale)) return { code: "invalid_request" };
    const store = await cookies();
    const options = { maxAge: year, sameSite: "lax", path: "/", httpOnly: true } as const;
    store.set("locale", locale, { ...options, secure: config().secureCookies });
    return { next: cameFrom(headers.get("referer")) };
  },
);

/** The page of this site that the form stood on: its path alone, whatever the header says. */
function cameFrom(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return "/";
  const { pathname, search } = new URL(referer);
  return /^\/(?![/\\])/.test(pathname) ? `${pathname}${search}` : "/";
}
