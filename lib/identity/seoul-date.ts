import { Temporal } from "temporal-polyfill";

const zone = "Asia/Seoul";

/** The calendar date in Seoul, whatever time zone the process runs in. */
export function seoulDate(now: Date): Temporal.PlainDate {
  const minute = Math.floor(now.getTime() / 60_000);
  if (latest?.minute === minute) return latest.date;
  const date = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  latest = { minute, date };
  return date;
}

/** Asked for the same minute again and again; a day begins with one. */
let latest: { minute: number; date: Temporal.PlainDate } | undefined;

export function seoulDateAfter(now: Date, days: number): Temporal.PlainDate {
  return seoulDate(now).add({ days });
}

/** 00:00 KST on the day after this one, YYYY-MM-DD. */
export function endOfSeoulDay(day: string): Date {
  return startOfSeoulDay(Temporal.PlainDate.from(day).add({ days: 1 }));
}

/** 00:00 KST on this day; a text is YYYY-MM-DD. */
export function startOfSeoulDay(date: Temporal.PlainDate | string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** A day as a date field writes it, YYYY-MM-DD, of a year with four digits; null for any other text. */
export function readDay(text: string): Temporal.PlainDate | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

/** The last day of which something stands before this moment. */
export function seoulDayBefore(end: Date): Temporal.PlainDate {
  return seoulDate(new Date(end.getTime() - 1));
}

/** A moment in Seoul as a field for date and time writes it, YYYY-MM-DDTHH:MM; null for any other text. */
export function readMinute(text: string): Date | null {
  if (!/^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
  try {
    const moment = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
    return new Date(moment.epochMilliseconds);
  } catch {
    return null;
  }
}

export function writeMinute(at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}
