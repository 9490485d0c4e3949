import { expect, it } from "vitest";
import { fontParts } from "@/lib/generated/font-parts";
import { fontFaces } from "./font-faces";

it("a face is written for each part that holds a letter, and for no other", () => {
  const css = fontFaces("홍길동홍", fontParts);
  const ranges = [...css.matchAll(/unicode-range:([^}]+)}/g)].flatMap(([, range = ""]) =>
    range.split(","),
  );
  expect(ranges.sort()).toEqual(["U+AE38", "U+B3D9", "U+D64D"]);
  expect(css.match(/@font-face/g)?.length).toBeLessThanOrEqual(3);
  expect(fontFaces("", fontParts)).toBe("");
});

it("every syllable is in a part", () => {
  const all = Array.from({ length: 11_172 }, (_, at) => String.fromCodePoint(0xac00 + at));
  const drawn = fontFaces(all, fontParts).match(/U\+[0-9A-F]+/g) ?? [];
  expect(new Set(drawn).size).toBe(11_172);
});
