import { cookies } from "next/headers";
import { formHandler } from "@/app/form-handlers/form-handler";
import { config } from "@/lib/config";
import { isLocale } from "@/lib/i18n/locales";

const year = 365 * 24 * 3600;

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

/** Only the path of the referring page, whatever host the header names. */
function cameFrom(referer: string | null): string {
  if (referer === null || !URL.canParse(referer)) return "/";
  const { pathname, search } = new URL(referer);
  return /^\/(?![/\\])/.test(pathname) ? `${pathname}${search}` : "/";
}
