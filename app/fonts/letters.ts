import { documents } from "@/lib/generated/documents";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";

/** Printable ASCII, and what dates, numbers and masked names need. */
const always = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ..."년월일시분초오전후요만세남여님·…–—‘’“”•→←✓",
];

/** Every letter of our own texts but the policy, whose page has every letter, in Unicode order. */
export function lettersOfTexts(): string[] {
  const agreed = documents.filter(({ id }) => id !== "policy");
  const texts = JSON.stringify([ko, en, agreed]);
  return [...new Set([...always, ...texts])].filter((letter) => letter >= " ").sort(byCodePoint);
}

/** For CSS `unicode-range`. */
export function unicodeRanges(letters: readonly string[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const code of letters.map((letter) => letter.codePointAt(0) ?? 0)) {
    const open = ranges.at(-1);
    if (open?.[1] === code - 1) open[1] = code;
    else ranges.push([code, code]);
  }
  return ranges
    .map(([first, last]) => `U+${hex(first)}${last > first ? `-${hex(last)}` : ""}`)
    .join(", ");
}

const hex = (code: number) => code.toString(16).toUpperCase();
const byCodePoint = (a: string, b: string) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
