import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLocale, preferredLocale } from "./locales";

describe("the browser's language", () => {
  it.each([
    ["ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"],
    ["en-US,en;q=0.9,ko;q=0.8", "en"],
    ["ko;q=0.4, en;q=0.6", "en"],
    ["en-GB, ko", "en"],
    ["EN-gb", "en"],
    ["en-Latn-GB-x-home", "en"],
    ["fr-CA, ja;q=0.9, en;q=0.1", "en"],
    ["fr-CA, ja", "ko"],
    ["*", "ko"],
    ["*, en;q=0.5", "en"],
    ["", "ko"],
    [null, "ko"],
  ])("of %j is %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it.each([
    ["en;q=0", "ko"],
    ["en;q=0, fr", "ko"],
    ["en ; q=0.2, ko ; q=0.9", "ko"],
    ["en;q=1;q=0.1, ko;q=0.5", "en"],
    ['en;v="a,b";q=0.2, ko;q=0.5', "ko"],
  ])("is never one that it refuses, however it is written: %j", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it.each([
    "en_US",
    "en-",
    "-en",
    "english-of-the-very-long-kind",
    "xx-\u00ff",
    "*-en",
    "en-u",
    "en-a-b",
    "en-aaaaa-aaaaa",
    "x-en",
    "i-klingon",
    ",;,=;q",
    "\u0000",
    "__proto__, constructor;q=toString",
  ])("is Korean where no tag is one: %j", (header) => {
    expect(preferredLocale(header)).toBe("ko");
    expect(preferredLocale(`${header}, en;q=0.9`)).toBe("en");
  });

  it("is one of ours, whatever the header holds", () => {
    const piece = fc.constantFrom(
      "en",
      "ko",
      "-",
      "_",
      ",",
      ";",
      "q=",
      "0.",
      "*",
      "u",
      " ",
      '"',
      "\\",
    );
    const header = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(header, (text) => isLocale(preferredLocale(text))),
      { numRuns: 2_000 },
    );
  });

  it("is found in time in the longest header there is", () => {
    const began = performance.now();
    for (const tag of ["en-u,", "a,", ",", "ko-\u00ff;q=0.1,", ";"]) {
      preferredLocale(tag.repeat(16_384 / tag.length));
    }
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
