import { Temporal } from "temporal-polyfill";

/** `youth-protection`, `international:N` (N from 1 to 150) or `none`; null for anything else. */
export function parseAgePolicy(text: string): AgePolicy | null {
  if (text === "youth-protection" || text === "none") return { kind: text };
  const years = /^international:([1-9]\d{0,2})$/.exec(text)?.[1];
  if (years === undefined || Number(years) > 150) return null;
  return { kind: "international", years: Number(years) };
}

/** Whether a person born on `birthDate` (YYYY-MM-DD) may join on this day in Seoul. */
export function admits(
  policy: AgePolicy,
  birthDate: string,
  todayInSeoul: Temporal.PlainDate,
): boolean {
  const born = Temporal.PlainDate.from(birthDate);
  if (born.year < earliestBirthYear || isAfter(born, todayInSeoul)) return false;
  return !isAfter(admittedFrom(policy, birthDate), todayInSeoul);
}

/** The first day in Seoul on which a person born on `birthDate` may join, from 00:00 KST. */
export function admittedFrom(policy: AgePolicy, birthDate: string): Temporal.PlainDate {
  const born = Temporal.PlainDate.from(birthDate);
  switch (policy.kind) {
    case "none":
      return born;
    case "youth-protection":
      return new Temporal.PlainDate(born.year + youthProtectionYears, 1, 1);
    case "international":
      return birthdayIn(born, born.year + policy.years);
  }
}

/** 만 나이: full years since birth; the birth day counts (민법 §158). */
export function internationalAge(birthDate: string, today: Temporal.PlainDate): number {
  const born = Temporal.PlainDate.from(birthDate);
  const years = today.year - born.year;
  return isAfter(birthdayIn(born, today.year), today) ? years - 1 : years;
}

/** 연 나이: the difference of the calendar years, as 청소년보호법 counts. */
export function calendarYearAge(birthDate: string, today: Temporal.PlainDate): number {
  return today.year - Temporal.PlainDate.from(birthDate).year;
}

/** The legal basis of each policy. */
export const statutes: Readonly<Record<AgePolicy["kind"], string | null>> = {
  "youth-protection": "청소년보호법 §2①",
  international: "민법 §158·§160②③, 행정기본법 §7의2",
  none: null,
};

/** 청소년보호법 §2①: from 1 January of the year in which they turn 19, people are not youths. */
const youthProtectionYears = 19;
/** An earlier date is taken as a mistake. */
const earliestBirthYear = 1880;

/** For 29 February: in common years the year of age is complete on 1 March (민법 §160②③). */
function birthdayIn(born: Temporal.PlainDate, year: number): Temporal.PlainDate {
  const leapDay = born.month === 2 && born.day === 29;
  const inLeapYear = new Temporal.PlainDate(year, 1, 1).inLeapYear;
  return leapDay && !inLeapYear
    ? new Temporal.PlainDate(year, 3, 1)
    : new Temporal.PlainDate(year, born.month, born.day);
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0;
}

export type AgePolicy =
  { kind: "youth-protection" } | { kind: "international"; years: number } | { kind: "none" };
