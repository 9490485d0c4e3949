import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  admits,
  admittedFrom,
  calendarYearAge,
  internationalAge,
  parseAgePolicy,
} from "./age-policy";

const youth = { kind: "youth-protection" } as const;
const date = (text: string) => Temporal.PlainDate.from(text);

describe("parseAgePolicy", () => {
  it("reads the three policies and nothing else", () => {
    expect(parseAgePolicy("youth-protection")).toEqual(youth);
    expect(parseAgePolicy("none")).toEqual({ kind: "none" });
    expect(parseAgePolicy("international:14")).toEqual({ kind: "international", years: 14 });
    for (const text of [
      "",
      "international",
      "international:0",
      "international:151",
      "international:1.5",
      "International:14",
      "international:014",
      "international:14 ",
      "none\n",
      "19",
    ]) {
      expect(parseAgePolicy(text)).toBeNull();
    }
  });
});

describe("youth protection (calendar-year age 19)", () => {
  it("admits from 1 January of the year in which a person turns 19", () => {
    expect(admits(youth, "2007-12-31", date("2026-01-01"))).toBe(true);
    expect(admits(youth, "2007-12-31", date("2025-12-31"))).toBe(false);
    expect(admits(youth, "2008-01-01", date("2026-12-31"))).toBe(false);
    expect(admittedFrom(youth, "2008-01-01").toString()).toBe("2027-01-01");
  });
});

describe("international age", () => {
  it("counts the birthday itself", () => {
    const policy = { kind: "international", years: 19 } as const;
    expect(admits(policy, "2007-11-23", date("2026-11-22"))).toBe(false);
    expect(admits(policy, "2007-11-23", date("2026-11-23"))).toBe(true);
  });
  it("lets a person born on 29 February come of age on 1 March of a common year", () => {
    const policy = { kind: "international", years: 19 } as const;
    expect(admits(policy, "2004-02-29", date("2023-02-28"))).toBe(false);
    expect(admits(policy, "2004-02-29", date("2023-03-01"))).toBe(true);
    expect(admits({ ...policy, years: 20 }, "2004-02-29", date("2024-02-29"))).toBe(true);
  });
  it("knows that 2100 is not a leap year", () => {
    const policy = { kind: "international", years: 4 } as const;
    expect(admittedFrom(policy, "2096-02-29").toString()).toBe("2100-03-01");
  });
  it("differs from the calendar-year age until the birthday", () => {
    expect(calendarYearAge("2007-12-31", date("2026-01-01"))).toBe(19);
    expect(internationalAge("2007-12-31", date("2026-01-01"))).toBe(18);
    expect(internationalAge("2007-12-31", date("2026-12-31"))).toBe(19);
  });
  it("admits a person born today if there is no age limit", () => {
    expect(admits({ kind: "none" }, "2026-11-23", date("2026-11-23"))).toBe(true);
    expect(admits({ kind: "none" }, "1880-01-01", date("2026-11-23"))).toBe(true);
  });
  it("refuses impossible birth dates", () => {
    for (const born of ["2027-01-01", "1879-12-31"]) {
      expect(admits({ kind: "none" }, born, date("2026-11-23"))).toBe(false);
    }
  });
});

/**
 * An independent oracle: dates as the integer yyyymmdd. An age is reached when today's integer is
 * at least the birth's plus N years; 29 February of a common year lies between 0228 and 0301.
 */
function oracleAdmits(kind: "youth-protection" | number, born: number, today: number): boolean {
  if (born > today || born < 18_800_000) return false;
  if (kind === "youth-protection")
    return Math.trunc(today / 10_000) - Math.trunc(born / 10_000) >= 19;
  return today - born >= kind * 10_000;
}

describe("against an oracle of integers", () => {
  it("agrees for every birth date from 1900 to 2030 on each day around the edge", () => {
    const policies = [
      youth,
      ...[14, 19].map((years) => ({ kind: "international", years }) as const),
    ];
    let compared = 0;
    for (let born = date("1900-01-01"); born.year <= 2030; born = born.add({ days: 1 })) {
      const text = born.toString();
      for (const policy of policies) {
        const edge = admittedFrom(policy, text);
        for (const today of [edge.subtract({ days: 1 }), edge]) {
          const kind = policy.kind === "youth-protection" ? policy.kind : policy.years;
          const expected = oracleAdmits(kind, asInteger(born), asInteger(today));
          if (admits(policy, text, today) !== expected) {
            throw new Error(`${text} on ${today.toString()} under ${JSON.stringify(policy)}`);
          }
          compared += 1;
        }
      }
    }
    expect(compared).toBe(3 * 2 * 47_847);
  });
  it("agrees about international age on the days around every birthday", () => {
    for (const born of ["1999-12-31", "2000-01-01", "2000-02-29", "2001-03-01", "2007-11-23"]) {
      for (let today = date(born); today.year < 2031; today = today.add({ days: 1 })) {
        const whole = Math.trunc((asInteger(today) - asInteger(date(born))) / 10_000);
        expect(internationalAge(born, today)).toBe(whole);
      }
    }
  });
});

function asInteger({ year, month, day }: Temporal.PlainDate): number {
  return year * 10_000 + month * 100 + day;
}
