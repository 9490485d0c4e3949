import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lettersOfNames, lettersOfTexts, unicodeRanges } from "./letters";

it.each([
  ["texts", lettersOfTexts()],
  ["names", lettersOfNames()],
])("the font of the %s holds every letter; if not, npm run fonts", (name, letters) => {
  expect(readFileSync(`app/fonts/${name}.ts`, "utf8")).toContain(`"${unicodeRanges(letters)}"`);
});

it("no letter is in both fonts", () => {
  const texts = new Set(lettersOfTexts());
  expect(lettersOfNames().filter((letter) => texts.has(letter))).toEqual([]);
});

it("neighbours are written as one range", () => {
  expect(unicodeRanges(["A", "B", "C", "가", "나", "낙"])).toBe("U+41-43, U+AC00, U+B098-B099");
});
