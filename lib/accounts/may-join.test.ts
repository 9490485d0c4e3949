import { expect, it } from "vitest";
import { uniqueKeysOf } from "@/lib/identity/unique-keys";
import { mayJoin, type JoinDecision, type JoinQuestion } from "./may-join";
import { inventPerson } from "./sign-up.fixture";

const adults = { kind: "youth-protection" } as const;
const fourteen = { kind: "international", years: 14 } as const;
const anybody = { kind: "none" } as const;
const member = { kind: "member", accountId: "theirs" } as const;
const left = { kind: "left", rejoinFrom: "2026-12-24" } as const;
const base: JoinQuestion = {
  policy: adults,
  guardianConsent: false,
  known: { kind: "stranger" },
  duplicateKey: "ci",
  now: new Date("2026-11-23T03:00:00Z"),
};
const guarded = { policy: fourteen, guardianConsent: true };
const noKeys = { ci: null, di: null };

type Row = [string, Parameters<typeof inventPerson>[0], Partial<JoinQuestion>, JoinDecision];
const table: Row[] = [
  // Age is checked first.
  ["born in the year that is let in", { birthDate: "2007-12-31" }, {}, { kind: "eligible" }],
  [
    "born a day later",
    { birthDate: "2008-01-01" },
    {},
    { kind: "under_age", admittedFrom: "2027-01-01" },
  ],
  [
    "too young and without a CI: the reason that matters",
    { birthDate: "2008-01-01", ...noKeys },
    {},
    { kind: "under_age", admittedFrom: "2027-01-01" },
  ],
  [
    "too young, and a member by what is known",
    { birthDate: "2008-01-01" },
    { known: member },
    { kind: "under_age", admittedFrom: "2027-01-01" },
  ],
  ["fourteen today", { birthDate: "2012-11-23" }, { policy: fourteen }, { kind: "eligible" }],
  [
    "fourteen tomorrow",
    { birthDate: "2012-11-24" },
    { policy: fourteen },
    { kind: "under_age", admittedFrom: "2026-11-24" },
  ],
  [
    "fourteen tomorrow, which has come in Seoul",
    { birthDate: "2012-11-24" },
    { policy: fourteen, now: new Date("2026-11-23T15:00:00Z") },
    { kind: "eligible" },
  ],
  ["fourteen today, guardians or not", { birthDate: "2012-11-23" }, guarded, { kind: "eligible" }],
  [
    "fourteen tomorrow, with a guardian",
    { birthDate: "2012-11-24" },
    guarded,
    { kind: "needs_guardian" },
  ],
  ["born today, with a guardian", { birthDate: "2026-11-23" }, guarded, { kind: "needs_guardian" }],
  [
    "born tomorrow: no guardian helps",
    { birthDate: "2026-11-24" },
    guarded,
    { kind: "under_age", admittedFrom: "2040-11-24" },
  ],
  [
    "born in a hundred years: no guardian helps",
    { birthDate: "2126-01-01" },
    guarded,
    { kind: "under_age", admittedFrom: "2140-01-01" },
  ],
  ["a child without a CI", { birthDate: "2014-01-01", ...noKeys }, guarded, { kind: "no_ci" }],
  [
    "a child who is a member",
    { birthDate: "2014-01-01" },
    { ...guarded, known: member },
    { kind: "already_joined", accountId: "theirs" },
  ],
  [
    "a child who left",
    { birthDate: "2014-01-01" },
    { ...guarded, known: left },
    { kind: "rejoin_cooldown", rejoinFrom: "2026-12-24" },
  ],
  // Without an age limit.
  [
    "a child where age is nothing",
    { birthDate: "2020-01-01" },
    { policy: anybody },
    { kind: "eligible" },
  ],
  // Unique keys.
  ["without a CI, where it alone counts", { ci: null }, {}, { kind: "no_ci" }],
  [
    "without a CI, where the DI counts too",
    { ci: null },
    { duplicateKey: "ci-or-di" },
    { kind: "eligible" },
  ],
  ["without either", noKeys, { duplicateKey: "ci-or-di" }, { kind: "no_ci" }],
  ["without a DI", { di: null }, {}, { kind: "eligible" }],
  ["a member", {}, { known: member }, { kind: "already_joined", accountId: "theirs" }],
  ["one who left", {}, { known: left }, { kind: "rejoin_cooldown", rejoinFrom: "2026-12-24" }],
];

it.each(table)("%s", (_who, traits, changes, decision) => {
  expect(mayJoin(inventPerson(traits), { ...base, ...changes })).toEqual(decision);
});

it.each([
  ["c", "d", "ci", ["ci"]],
  ["c", "d", "ci-or-di", ["ci", "di"]],
  [null, "d", "ci", []],
  [null, "d", "ci-or-di", ["di"]],
  ["c", null, "ci-or-di", ["ci"]],
  [null, null, "ci-or-di", []],
] as const)(
  "with CI %s and DI %s, where %s counts, a person is known by %j",
  (ci, di, key, kinds) => {
    expect(uniqueKeysOf(inventPerson({ ci, di }), key).map(({ kind }) => kind)).toEqual(kinds);
  },
);
