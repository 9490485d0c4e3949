import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { normaliseEmail } from "./email";

const address = "someone@example.com";
const read = normaliseEmail;

describe("an e-mail address with a mistake that is hard to see", () => {
  it.each([
    ["a zero-width space at its end", `${address}\u200b`],
    ["a zero-width space at its beginning", `\u200b${address}`],
    ["a zero-width joiner inside", "some\u200done@example.com"],
    ["a byte order mark", `\ufeff${address}`],
    ["a soft hyphen", "some\u00adone@example.com"],
    ["marks of direction", `\u202a${address}\u202c\u200e`],
    ["a word joiner", "someone@\u2060example.com"],
    ["a variation selector", `${address}\ufe0f`],
    ["a filler for Hangul", `${address}\u3164`],
    ["a no-break space at its end", `${address}\u00a0`],
    ["a no-break space inside", "someone\u00a0@example.com"],
    ["a full-width at sign", "someone＠example.com"],
    ["full-width letters", "ｓｏｍｅｏｎｅ@ｅｘａｍｐｌｅ.ｃｏｍ"],
    ["full-width capitals", "ＳＯＭＥＯＮＥ@example.com"],
    ["a full stop of Chinese and Japanese", "someone@example。com"],
    ["a full-width dot", "someone@example．com"],
    ["a half-width full stop", "someone@example｡com"],
    ["a small at sign", "someone﹫example.com"],
    ["mailto:", `mailto:${address}`],
    ["mailto: in capitals and a subject", `MAILTO:${address}?subject=hello`],
    ["angle brackets", `<${address}>`],
    ["a name before it", `Some One <${address}>`],
    ["a dot at its end", `${address}.`],
    ["a full stop of Chinese at its end", `${address}。`],
    ["a comma at its end", `${address}, `],
    ["a semicolon at its end", `${address};`],
    ["spaces and a line's end around it", ` \t${address}\r\n`],
    ["an ideographic space", `\u3000${address}\u3000`],
    ["capitals", "Someone@Example.COM"],
  ])("is read with %s", (_, typed) => {
    expect(read(typed)).toEqual({ email: address });
  });

  it.each([
    ["a Cyrillic letter", "s\u043emeone@example.com", "\u043e"],
    ["Hangul", "홍someone@example.com", "홍"],
    ["Hangul in pieces", "홍someone@example.com".normalize("NFD"), "홍"],
    ["an emoji", "someone😀@example.com", "😀"],
    ["NUL", "some\u0000one@example.com", "U+0000"],
    ["NUL at its end", `${address}\u0000`, "U+0000"],
    ["another control character", "some\u001bone@example.com", "U+001B"],
    ["a C1 control character", "some\u0085one@example.com", "U+0085"],
    ["a line inside", "some\none@example.com", "U+000A"],
    ["half a letter", "some\ud800one@example.com", "U+D800"],
    ["a space inside", "some one@example.com", "U+0020"],
    ["a ligature", "\ufb01nn@example.com", "\ufb01"],
    ["a comma inside", "someone@example,com", ","],
    ["a second at sign", "some@one@example.com", "@"],
    ["an underscore in its host", "someone@exa_mple.com", "_"],
    ["two addresses", `${address};other@example.com`, ";"],
  ])("names the character that is not allowed: %s", (_, typed, letter) => {
    expect(read(typed)).toEqual({ problem: "invalid_email", letter });
  });

  it.each([
    ["no at sign", "someone.example.com"],
    ["no host", "someone@"],
    ["no name", "@example.com"],
    ["two dots", "some..one@example.com"],
    ["no ending", "someone@example"],
    ["too long", `${"a".repeat(250)}@example.com`],
    ["nothing that can be seen", "\u200b\u200b"],
  ])("names no character if none is the problem: %s", (_, typed) => {
    expect(read(typed)).toEqual({ problem: "invalid_email" });
  });

  it.each(["", " ", "\n"])("says that nothing was typed: %j", (typed) => {
    expect(read(typed)).toEqual({ problem: "email_missing" });
  });

  it("is the same in small letters wherever it was an address before", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        fc.pre(z.email().safeParse(typed).success && typed.length <= 254);
        const reading = read(typed);
        if ("problem" in reading) throw new Error(typed);
        expect(reading.email).toBe(typed.toLowerCase());
        expect(read(reading.email)).toEqual(reading);
      }),
    );
  });

  it("gives for any text a stable address or a visible character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const reading = read(`${text}@example.com`);
        if ("email" in reading) {
          expect(reading.email).toMatch(/^[a-z0-9_'+.-]+@[a-z0-9.-]+$/);
        } else {
          expect(reading.letter ?? "x").not.toMatch(/^[\p{C}\p{Z}]*$/u);
        }
      }),
    );
  });
});
