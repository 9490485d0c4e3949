import { Temporal } from "temporal-polyfill";

const zone = "Asia/Seoul";

/** The calendar date in Seoul, whatever time zone the process runs in. */
export function seoulDate(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

export function seoulDateAfter(now: Date, days: number): Temporal.PlainDate {
  return seoulDate(now).add({ days });
}

/** 00:00 KST on this day; a text is YYYY-MM-DD. */
export function startOfSeoulDay(date: Temporal.PlainDate | string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}
