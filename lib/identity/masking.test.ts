import fc from "fast-check";
import { expect, it } from "vitest";
import { maskBirthDate, maskEmail, maskName, maskPhone } from "./masking";

it("masks Korean names in the usual way", () => {
  expect(["홍길동", "홍길", "홍", "남궁길동"].map(maskName)).toEqual([
    "홍*동",
    "홍*",
    "*",
    "남**동",
  ]);
});

it("counts letters, not the code units or pieces that write them", () => {
  expect(maskName("홍길동".normalize("NFD"))).toBe("홍*동");
  expect(maskName("𠮷田")).toBe("𠮷*");
  expect(maskEmail("𠮷田@example.com")).toBe("𠮷***@example.com");
});

it("masks each word of other names", () => {
  expect(maskName("Gildong Hong")).toBe("G****** H***");
  expect(maskName("  ")).toBe("*");
});

it("hides the middle of a phone number", () => {
  expect(maskPhone("01012345678")).toBe("010-****-5678");
  expect(maskPhone("0101234567")).toBe("010-***-4567");
  expect(maskPhone("12345")).toBe("*****");
});

it("shows a number of Korea alike however it is written, and hides as much of any other", () => {
  for (const phone of [
    "+82 10-1234-5678",
    "821012345678",
    "0082 10 1234 5678",
    "０１０１２３４５６７８",
  ]) {
    expect(maskPhone(phone)).toBe("010-****-5678");
  }
  expect(maskPhone("16505550100")).toBe("165-****-0100");
  expect(maskPhone("9".repeat(30))).toBe(`999-${"*".repeat(23)}-9999`);
});

it("never shows more than seven digits of a phone number", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-+ ") }), (phone) => {
      expect(maskPhone(phone).replace(/\D/g, "").length).toBeLessThanOrEqual(7);
    }),
  );
});

it("hides the name of an e-mail address and its length", () => {
  expect(maskEmail("someone@example.com")).toBe("s***@example.com");
  expect(maskEmail("@example.com")).toBe("***");
  expect(maskEmail("no address")).toBe("***");
  expect(maskEmail('"a@b"@example.com')).toBe('"***@example.com');
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(maskEmail(`s${one}@example.com`)).toBe(maskEmail(`s${other}@example.com`));
    }),
  );
});

it("shows the year of birth only", () => {
  expect(maskBirthDate("1990-05-05")).toBe("1990-**-**");
  expect(maskBirthDate("someday")).toBe("****-**-**");
});

it("never shows a whole name of two letters or more", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2, unit: "grapheme" }), (name) => {
      fc.pre(name.trim().length >= 2 && !/^[\s*]+$/u.test(name));
      expect(maskName(name)).not.toBe(name);
      expect(maskName(name)).toContain("*");
    }),
  );
});

it.each([
  ["", "*"],
  ["가", "*"],
  ["가나", "가*"],
  ["가나다", "가*다"],
  ["가나다라", "가**라"],
  ["가나다라마", "가***마"],
  ["가나다라마바", "가****바"],
  ["A", "*"],
  ["Ab", "A*"],
  ["Abc", "A**"],
  ["Abcd", "A***"],
  ["A Bc", "* B*"],
  ["가 나다", "* 나*"],
  ["李小龍", "李**"],
])("masks a name of each length: %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it.each([
  ["", "****"],
  ["1", "****"],
  ["1234", "****"],
  ["12345", "*****"],
  ["123456789", "*********"],
  ["0101234567", "010-***-4567"],
  ["01012345678", "010-****-5678"],
  ["010123456789", "010-*****-6789"],
  ["0101234567890", "010-******-7890"],
])("masks a phone number of each length: %s", (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

it.each([
  ["a@example.com", "a***@example.com"],
  ["ab@example.com", "a***@example.com"],
  ["abc@example.com", "a***@example.com"],
  [`${"a".repeat(64)}@example.com`, "a***@example.com"],
])("masks an e-mail address of each length: %s", (email, masked) => {
  expect(maskEmail(email)).toBe(masked);
});

it.each(["1990-01-02", "2007-12-31"])("shows of %s the year alone", (birthDate) => {
  expect(maskBirthDate(birthDate)).toBe(`${birthDate.slice(0, 4)}-**-**`);
});

it.each(["1990-1-2", "19900102", "1990-01-02 ", " 1990-01-02", "1990-01-021", ""])(
  "shows nothing of %j",
  (birthDate) => expect(maskBirthDate(birthDate)).toBe("****-**-**"),
);
