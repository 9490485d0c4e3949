import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { en } from "./en";
import { ko } from "./ko";
import { isLocale, preferredLocale } from "./locales";

/** The language of each request: the one chosen and remembered, else the browser's. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get("locale")?.value;
  const locale = isLocale(chosen)
    ? chosen
    : preferredLocale((await headers()).get("accept-language"));
  return { locale, messages: { ko, en }[locale], timeZone: "Asia/Seoul" };
});
