import { dictionary } from "@zxcvbn-ts/language-common";
import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-problem";

describe("passwordProblem", () => {
  const email = "honggildong@example.com";

  it.each([
    ["seven letters", "x7#mQ2p", "too_short"],
    ["nothing", "", "too_short"],
    ["four syllables sent as twelve pieces", "비밀번호".normalize("NFD"), "too_short"],
    ["four surrogate pairs, eight units", "😀😃😄😁", "too_short"],
    ["129 letters", "ab".repeat(64) + "c", "too_long"],
    ["a well-known one", "password1", "too_common"],
    ["a well-known one in capitals", "QWERTY123", "too_common"],
    ["a Korean habit", "qwer1234", "too_common"],
    ["one letter again and again", "zzzzzzzzzzzz", "too_common"],
    ["a film", "starwars", "too_common"],
    ["a film in mixed letters", "StarWars", "too_common"],
    ["a row of keys", "q1w2e3r4t5", "too_common"],
    ["a company and a digit", "samsung1", "too_common"],
    ["a phrase with a digit", "trustno1", "too_common"],
    ["a well-known one with a sign at its end", "Password123!", "too_common"],
    ["a well-known one with signs around it", "!!sunshine!!", "too_common"],
    ["a well-known one with a year", "Superman2026", "too_common"],
    ["a well-known one with a year and a sign", "iloveyou2026!", "too_common"],
    ["a well-known one in full-width letters", "ｐａｓｓｗｏｒｄ１２３", "too_common"],
    ["a name typed on a Korean keyboard", "qkrwldbs", "too_common"],
    ["the same with a digit and a sign", "qkrwldbs1!", "too_common"],
    ["the name of the address", "HongGildong!1", "contains_email"],
    ["the whole address", "honggildong@example.com", "contains_email"],
  ])("refuses %s", (_, password, problem) => {
    expect(passwordProblem(password, { email })).toBe(problem);
  });

  it.each([
    ["eight letters of any kind", "tmvkdlej"],
    ["128 letters", "ab".repeat(64)],
    ["spaces", "correct horse battery"],
    ["Hangul", "열려라참깨바위문아"],
  ])("accepts %s", (_, password) => {
    expect(passwordProblem(password, { email })).toBeNull();
  });

  it("refuses a short address as a whole, but not its two letters", () => {
    const short = { email: "kj@ex.kr" };
    expect(passwordProblem("blackjack-table", short)).toBeNull();
    expect(passwordProblem("my kj@ex.kr", short)).toBe("contains_email");
  });

  it("refuses the 3,000 that leak most among those that are long enough", () => {
    const fitting = dictionary["passwords-common"].filter((each) => each.length >= 8);
    const top = fitting.slice(0, 3_000);
    expect(top).toHaveLength(3_000);
    const passing = top.filter((each) => passwordProblem(each, { email: "" }) === null);
    expect(passing).toEqual([]);
  });

  it.each(["Tiger-lantern-42", "sunflower kettle", "michael19870512xq", "tmvkdlej9021"])(
    "does not call a password common because it contains a word: %s",
    (password) => expect(passwordProblem(password, { email })).toBeNull(),
  );

  it("needs no address", () => {
    expect(passwordProblem("correct horse battery", { email: "" })).toBeNull();
  });
});
