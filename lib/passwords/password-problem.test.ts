import passwords from "@zxcvbn-ts/language-common/dist/passwords.json.mjs";
import { describe, expect, it } from "vitest";
import { estimateGuesses } from "./guesses";
import { judgePassword } from "./password-problem";
import type { Known } from "./personal-words";

const someone: Known = {
  email: "honggildong@example.com",
  name: "홍길동",
  birthDate: "1990-01-01",
  phone: "01083742951",
  brand: "Haetae Shop",
};
const judge = (password: string, known: Known = someone) =>
  judgePassword(password, known, estimateGuesses);
const problemOf = (password: string, known?: Known) => judge(password, known).problem;

describe("a password that is to be set", () => {
  it.each([
    ["seven letters", "x7#mQ2p", "too_short"],
    ["nothing", "", "too_short"],
    ["four syllables sent as twelve pieces", "비밀번호".normalize("NFD"), "too_short"],
    ["four surrogate pairs, eight units", "😀😃😄😁", "too_short"],
    ["129 letters", "x7#mQ2pL".repeat(16) + "c", "too_long"],
    ["a well-known one", "password1", "too_common"],
    ["a well-known one in capitals", "QWERTY123", "too_common"],
    ["a Korean habit", "qwer1234", "too_common"],
    ["a film", "starwars", "too_common"],
    ["a film in mixed letters", "StarWars", "too_common"],
    ["a row of keys", "q1w2e3r4t5", "too_common"],
    ["a company and a digit", "samsung1", "too_common"],
    ["a phrase with a digit", "trustno1", "too_common"],
    ["one with signs in the place of letters", "P@ssw0rd", "too_common"],
    ["a well-known one with a sign at its end", "Password123!", "too_common"],
    ["a well-known one with signs around it", "!!sunshine!!", "too_common"],
    ["a well-known one with a year", "Superman2026", "too_common"],
    ["a well-known one with a year and a sign", "iloveyou2026!", "too_common"],
    ["a well-known one in full-width letters", "ｐａｓｓｗｏｒｄ１２３", "too_common"],
    ["one letter again and again", "zzzzzzzzzzzz", "pattern"],
    ["one letter and another", "aaaaaaab", "pattern"],
    ["spaces and a letter", "       a", "pattern"],
    ["a letter and spaces", "a       ", "pattern"],
    ["two letters again and again", "ab".repeat(64), "pattern"],
    ["keys in a row", "asdfghjkl;'", "pattern"],
    ["a date", "19850307", "date"],
    ["a date with dashes", "1985-03-07", "date"],
    ["a mobile number", "01000000001", "digits"],
    ["the same with dashes", "010-8374-2951", "digits"],
    ["the same from abroad", "+82 10 8374 2951", "digits"],
    ["a resident's number", "850307-1234567", "digits"],
    ["an English word", "thunderstorm", "guessable"],
    ["Korean words", "열려라참깨바위", "too_short"],
    ["more Korean words", "안녕하세요비밀번호", "guessable"],
    ["Korean words typed on an English keyboard", "dkssudgktpdy", "guessable"],
    ["the same with digits", "tkfkdgo1234", "guessable"],
    ["the same with digits and a sign", "qlalfqjsgh12!", "guessable"],
    ["a Korean name typed on an English keyboard", "qkrwldbs", "guessable"],
    ["the same with a digit and a sign", "qkrwldbs1!", "guessable"],
    ["another name and a digit", "rlaalswns1", "guessable"],
    ["the name of the address", "HongGildong!1", "contains_email"],
    ["the whole address", "honggildong@example.com", "contains_email"],
    ["the birthday", "19900101", "personal"],
    ["the birthday with dashes", "1990-01-01", "personal"],
    ["the birthday's six digits and a sign", "!900101!", "personal"],
    ["the phone without 010", "83742951!", "personal"],
    ["the name as keys write it", "ghdrlfehd1!", "personal"],
    ["the name as a passport spells it, and the year", "gildong1990", "personal"],
    ["the company's name", "haetaeshop1", "personal"],
  ])("is refused: %s", (_, password, problem) => {
    expect(problemOf(password)).toBe(problem);
  });

  it.each([
    ["eight letters at random", "qzvkrwmp"],
    ["eight characters at random", "x7#mQ2pL"],
    ["128 letters", "x7#mQ2pL".repeat(16)],
    ["spaces", "correct horse battery"],
    ["Hangul", "너구리가보따리를싸네"],
    ["three words and a number", "Tiger-lantern-42"],
    ["two words that seldom meet", "sunflower kettle"],
    ["a name, a date and more", "michael19870512xq"],
    ["one with a sign at an end", "#zq8vkrwm"],
  ])("is accepted: %s", (_, password) => {
    expect(problemOf(password)).toBeNull();
  });

  it("is not personal for another person", () => {
    expect(problemOf("haetaegildong", {})).toBeNull();
    expect(problemOf("haetaegildong")).toBe("personal");
  });

  it("may hold the two letters of a short address, not the whole of it", () => {
    const short = { email: "kj@ex.kr" };
    expect(problemOf("blackjack-table", short)).toBeNull();
    expect(problemOf("my kj@ex.kr", short)).toBe("contains_email");
  });

  it("is none of the 3,000 that leak most among those that are long enough", () => {
    const top = passwords.filter((each) => each.length >= 8).slice(0, 3_000);
    expect(top).toHaveLength(3_000);
    expect(top.filter((each) => problemOf(each, {}) === null)).toEqual([]);
  });

  it("is called strong only where that is so", () => {
    expect(judge("x7#mQ2pL")).toEqual({ problem: null, isStrong: false });
    expect(judge("correct horse battery staple")).toEqual({ problem: null, isStrong: true });
  });

  it("is judged quickly, whatever it is made of", () => {
    judge("warm up the lists");
    for (const text of ["0", "1-/ ", "4@8({[<36910!|$5+7", "a1b2c3"]) {
      const began = performance.now();
      judge(text.repeat(128).slice(0, 128));
      expect(performance.now() - began).toBeLessThan(1_000);
    }
  });
});
