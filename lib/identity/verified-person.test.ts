import { expect, it } from "vitest";
import {
  parsePerson,
  serialisePerson,
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
