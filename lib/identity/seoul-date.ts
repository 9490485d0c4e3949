import { Temporal } from "temporal-polyfill";

const zone = "Asia/Seoul";

/**
 * The calendar date in Seoul at an instant. Whatever zone the process runs in, this date decides.
 */
export function seoulDate(now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
}

/** The date in Seoul so many calendar days later. */
export function seoulDateAfter(now: Date, days: number): Temporal.PlainDate {
  return seoulDate(now).add({ days });
}

/** The instant at which this day, or one written YYYY-MM-DD, begins in Seoul: 00:00 KST. */
export function startOfSeoulDay(date: Temporal.PlainDate | string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}
