import { match } from "@formatjs/intl-localematcher";
import Negotiator from "negotiator";

export const locales = ["ko", "en"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The first language of the browser that we speak; Korean when there is none. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const header = { "accept-language": acceptLanguage ?? "" };
  const wanted = new Negotiator({ headers: header }).languages().filter(isLanguageTag);
  // By lookup, in the browser's own order; "best fit" would weigh likeness against it.
  const found = match(wanted, locales, "ko", { algorithm: "lookup" });
  return isLocale(found) ? found : "ko";
}

/** The matcher takes no others, `*` included. */
function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
