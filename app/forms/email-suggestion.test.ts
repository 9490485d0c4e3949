import { describe, expect, it } from "vitest";
import { suggestEmail } from "./email-suggestion";

describe("suggestEmail", () => {
  it.each([
    ["a@gmial.com", "a@gmail.com"],
    ["a@gmai.com", "a@gmail.com"],
    ["a@gmail.con", "a@gmail.com"],
    ["a@gmail.co", "a@gmail.com"],
    ["a@gmail", "a@gmail.com"],
    ["a@gmial.con", "a@gmail.com"],
    ["a@gamil.com", "a@gmail.com"],
    ["a@naver.con", "a@naver.com"],
    ["a@naver.co", "a@naver.com"],
    ["a@nvaer.com", "a@naver.com"],
    ["a@naver", "a@naver.com"],
    ["a@naver.comm", "a@naver.com"],
    ["a@hanmial.net", "a@hanmail.net"],
    ["a@hanmail.ne", "a@hanmail.net"],
    ["a@hanmail.com", "a@hanmail.net"],
    ["a@daum.ner", "a@daum.net"],
    ["a@kakao.con", "a@kakao.com"],
    ["a@iclould.com", "a@icloud.com"],
    ["Some.One@GMIAL.com ", "Some.One@gmail.com"],
  ])("%s probably means %s", (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant);
  });
  it.each([
    "a@gmail.com",
    "a@naver.com",
    "a@mail.com",
    "a@ymail.com",
    "a@email.com",
    "a@live.co.kr",
    "a@daum.com.example",
    "a@company.co.kr",
    "a@navercorp.com",
    "a@example.com",
    "a@gmx.com",
    "a@nate.co.kr",
    "a@naver.co.jp",
    "a@gmx.net",
    "a@nave.org",
    "a@yahoo.co.jp",
    "a@yahoo.co.uk",
    "a@yahoo.fr",
    "a@me.co",
    "nobody",
    "a@",
    "@gmial.com",
    "a@b@gmial.com",
    "",
  ])("%s stays as it is", (typed) => {
    expect(suggestEmail(typed)).toBeNull();
  });
  it("is fast for long nonsense", () => {
    expect(suggestEmail(`a@${"gmail".repeat(60)}.com`)).toBeNull();
  });
});
