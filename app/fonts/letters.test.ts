import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { lettersOfTexts, unicodeRanges } from "./letters";

it("the font of the texts holds every letter; if not, npm run fonts", () => {
  const font = readFileSync("app/fonts/texts.ts", "utf8");
  expect(font).toContain(`"${unicodeRanges(lettersOfTexts())}"`);
});

it("neighbours are written as one range", () => {
  expect(unicodeRanges(["A", "B", "C", "가", "나", "낙"])).toBe("U+41-43, U+AC00, U+B098-B099");
});
