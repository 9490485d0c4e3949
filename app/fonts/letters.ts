import { documents } from "@/lib/consents/documents";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";

/** Printable ASCII, and what dates, numbers and masked names need. */
const always = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  ..."년월일시분초오전후요만세남여님·…–—‘’“”•→←✓",
];

/** Every letter of our own texts, in Unicode order. */
export function lettersOfTexts(): string[] {
  const texts = JSON.stringify([ko, en, documents]);
  return [...new Set([...always, ...texts])].filter((letter) => letter >= " ").sort(byCodePoint);
}

/** Syllables of Korean names, common family names first. Rarer ones use the system's font. */
const syllablesOfNames = [
  ..."김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용봉사부가복태빈범동승시상단사공독제갈황보선우",
  ..."겸경관광교규균근건늘다담대덕두라란람래려련령로록루리린림매무미벼별병본봄빛산삼새샘섭세솔수숙순슬식아애언열엽영예온완욱운웅월율으을의익일자재종준중찬창철청초춘충치택학해향헌혁형혜호화환회효후훈휘흠희히",
];

/** Letters of names that our texts do not have. */
export function lettersOfNames(): string[] {
  const drawn = new Set(lettersOfTexts());
  return [...new Set(syllablesOfNames)].filter((letter) => !drawn.has(letter)).sort(byCodePoint);
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
