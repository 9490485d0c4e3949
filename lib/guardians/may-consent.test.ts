import { expect, it } from "vitest";
import { mayConsent, type ConsentDecision } from "./may-consent";
import { inventPerson } from "../accounts/sign-up.fixture";

const now = new Date("2026-11-23T03:00:00Z");
const ward = { birthDate: "2014-05-05", ci: "the child's CI", di: "the child's DI" };
type Traits = Parameters<typeof inventPerson>[0];

const table: [string, Traits, Traits, ConsentDecision][] = [
  ["an adult", { birthDate: "1980-01-01" }, {}, "eligible"],
  ["nineteen today", { birthDate: "2007-11-23" }, {}, "eligible"],
  ["nineteen tomorrow", { birthDate: "2007-11-24" }, {}, "guardian_under_age"],
  ["adult only by the calendar year", { birthDate: "2007-12-31" }, {}, "guardian_under_age"],
  ["born in the future", { birthDate: "2030-01-01" }, {}, "guardian_under_age"],
  ["the child, by the CI", { ci: ward.ci }, {}, "guardian_same_person"],
  ["the child, by the DI", { di: ward.di }, {}, "guardian_same_person"],
  ["the child, by the DI alone", { ci: null, di: ward.di }, {}, "guardian_same_person"],
  ["the child, too young as well", { ...ward }, {}, "guardian_same_person"],
  ["with a DI like the child's CI", { di: ward.ci }, {}, "eligible"],
  ["without a CI, another by the DI", { ci: null }, {}, "eligible"],
  ["without a DI", { di: null }, {}, "eligible"],
  ["nobody in particular", { ci: null, di: null }, {}, "no_ci"],
  [
    "nobody in particular, and a minor",
    { ci: null, di: null, birthDate: "2015-01-01" },
    {},
    "no_ci",
  ],
  ["no CI, as the child has none", { ci: null }, { ci: null }, "eligible"],
];

it.each(table)("%s", (_who, guardian, child, decision) => {
  expect(mayConsent(inventPerson(guardian), inventPerson({ ...ward, ...child }), now)).toBe(
    decision,
  );
});

it("is decided by the date in Seoul", () => {
  const guardian = inventPerson({ birthDate: "2007-11-24" });
  const child = inventPerson(ward);
  expect(mayConsent(guardian, child, new Date("2026-11-23T14:59:59.999Z"))).toBe(
    "guardian_under_age",
  );
  expect(mayConsent(guardian, child, new Date("2026-11-23T15:00:00Z"))).toBe("eligible");
});
