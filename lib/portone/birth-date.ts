import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * The day of birth, YYYY-MM-DD, from `birthday`, or from `birth` where that says nothing. A day that
 * the calendar lacks is handed on: the person is then refused rather than given another day.
 */
export function birthDateOf(birthday: string | null, birth: number | null): string | null {
  return birthday ?? (birth === null || birth === 0 ? null : seoulDayOf(birth));
}

/**
 * Year, month and day in their usual ways of writing, as YYYY-MM-DD. Null where they are not told,
 * zeros among them. A time counts only as midnight, which no zone from Korea to Greenwich turns into
 * another day.
 */
export const birthday = z
  .union([z.string(), z.number().int().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => (value == null ? null : readDay(value)));

const written =
  /^(\d{4})(?:(\d{2})(\d{2})|\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?[.일]?)(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+09:?00)?)?$/u;

function readDay(value: string): string | null {
  const plain = value.normalize("NFKC").replace(/\p{Cc}/gu, "");
  const found = written.exec(plain.trim());
  if (found === null) return null;
  const [, year = "", packedMonth, packedDay, month = packedMonth, day = packedDay] = found;
  if ([year, month, day].some((part) => Number(part) === 0)) return null;
  return `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
}

/**
 * `birth` is unix seconds at midnight in Korea, no longer in the schema but still seen. Whether
 * PortOne's server knew of Korea's summer times and of +8:30 is not known: the seconds say so
 * themselves where they are a midnight of that history; else nine hours always.
 */
function seoulDayOf(birth: number): string {
  const day = Temporal.Instant.fromEpochMilliseconds((birth + 9 * 3600) * 1000)
    .toZonedDateTimeISO("UTC")
    .toPlainDate();
  const midnight = [day, day.add({ days: 1 })].find((each) => midnightsOf(each).includes(birth));
  return (midnight ?? day).toString();
}

/** Where clocks were put forward at midnight, 00:00 is read by the offset before or after. */
function midnightsOf(day: Temporal.PlainDate): number[] {
  const midnight = day.toPlainDateTime();
  return (["earlier", "later"] as const).map(
    (disambiguation) =>
      midnight.toZonedDateTime("Asia/Seoul", { disambiguation }).epochMilliseconds / 1000,
  );
}
