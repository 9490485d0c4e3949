/**
 * CSS that lets Pretendard draw these letters: a face for each part of it that holds one.
 * @param parts of the published font, with the code points that each holds.
 */
export function fontFaces(letters: Iterable<string>, parts: readonly FontPart[]): string {
  const codes = [...new Set(letters)].map((letter) => letter.codePointAt(0) ?? 0).sort(byNumber);
  return parts
    .map(({ url, letters: held }) => {
      const here = codes.filter((code) => held.some(([first, last]) => isIn(code, first, last)));
      return here.length === 0 ? "" : face(url, here);
    })
    .join("");
}

function face(url: string, codes: readonly number[]): string {
  const range = codes.map((code) => `U+${code.toString(16).toUpperCase()}`).join(",");
  return `@font-face{font-family:"Pretendard Variable";font-weight:45 920;font-display:swap;src:url(${url}) format("woff2-variations");unicode-range:${range}}`;
}

const isIn = (code: number, first: number, last: number) => first <= code && code <= last;
const byNumber = (a: number, b: number) => a - b;

export type FontPart = {
  url: string;
  letters: readonly (readonly [first: number, last: number])[];
};
