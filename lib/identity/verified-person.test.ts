import { expect, it } from "vitest";
import {
  parsePerson,
  serialisePerson,
  UnreadablePerson,
  verifiedPersonSchema,
  type VerifiedPerson,
} from "./verified-person";

const person: VerifiedPerson = {
  name: "홍길동",
  birthDate: "1990-01-01",
  gender: "male",
  phone: "01000000001",
  carrier: "SKT",
  isForeigner: false,
  ci: "invented",
  di: null,
};

it("survives being sealed as text", () => {
  expect(parsePerson(serialisePerson(person))).toEqual(person);
});

it("refuses dates that the calendar does not have", () => {
  for (const birthDate of ["2023-02-29", "1990-13-01", "19900101", "1990-1-1", ""]) {
    expect(verifiedPersonSchema.safeParse({ ...person, birthDate }).success).toBe(false);
  }
});

it("refuses a person with fields that it does not know", () => {
  expect(verifiedPersonSchema.safeParse({ ...person, admin: true }).success).toBe(false);
});

it.each([
  ["an empty name", { name: "" }],
  ["another word for a gender", { gender: "MALE" }],
  ["a phone with dashes", { phone: "010-0000-0001" }],
  ["PortOne V1's word for a carrier", { carrier: "LGT" }],
  ["an empty CI, which all who lack one would share", { ci: "" }],
  ["an empty DI", { di: "" }],
  ["an absent field, where null is meant", { ci: undefined }],
])("refuses %s", (_, change) => {
  expect(verifiedPersonSchema.safeParse({ ...person, ...change }).success).toBe(false);
});

it.each([
  ["no JSON", "홍길동 01000000001"],
  ["another shape", '{"name":"홍길동","birthDate":"01000000001"}'],
  ["an unknown field", JSON.stringify({ ...person, 홍길동: "01000000001" })],
])("quotes nothing of a stored text that is %s", (_, text) => {
  const error = errorOf(() => parsePerson(text));
  expect(error).toBeInstanceOf(UnreadablePerson);
  expect(`${error.message} ${String(error.cause)}`).not.toMatch(/홍길동|0100000/);
});

it("names the fields of a stored person that are wrong", () => {
  const text = JSON.stringify({ ...person, phone: "?" });
  expect(() => parsePerson(text)).toThrow("Not a stored person: phone");
});

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}
