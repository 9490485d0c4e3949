import type { Call } from "./http";

/** The language in the address, else the browser's, else Korean. */
export function viewOf({ query, headers }: Pick<Call, "query" | "headers">): View {
  const asked = languageNamed(query.get("lang") ?? "");
  const language = asked ?? preferred(headers["accept-language"] ?? "") ?? "ko";
  return {
    language,
    say: (both) => inLanguage(language, both),
    stay: (path) => (asked === null ? path : `${path}?lang=${asked}`),
  };
}

export const korean: View = viewOf({ query: new URLSearchParams(), headers: {} });

/** Texts are written as `한국어 · English`; any other text is shown whole. */
function inLanguage(language: Language, both: string): string {
  const [ko = "", en = "", ...more] = both.split(" · ");
  const isBoth = more.length === 0 && en !== "" && hangul.test(ko) && !hangul.test(en);
  if (!isBoth) return both;
  return language === "ko" ? ko : en;
}

const hangul = /\p{Script=Hangul}/u;

/** By q value, then by order. */
function preferred(header: string): Language | null {
  const named = header.split(",").flatMap((entry) => {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim());
    const language = languageNamed(name.slice(0, 2).toLowerCase());
    const weight = Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1);
    return language === null || !(weight > 0) ? [] : [{ language, weight }];
  });
  return named.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? null;
}

function languageNamed(text: string): Language | null {
  return text === "ko" || text === "en" ? text : null;
}

export type Language = "ko" | "en";
export type View = {
  language: Language;
  /** One half of `한국어 · English`. */
  say: (both: string) => string;
  /** Adds the language to a path if the address has one. */
  stay: (path: string) => string;
};
