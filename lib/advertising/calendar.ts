import { Temporal } from "temporal-polyfill";
import { seoulDate } from "@/lib/identity/seoul-date";

/** 21:00 to 08:00 in Seoul (정보통신망법 §50③). There is no summer time there. */
export function isAdvertisingNight(now: Date): boolean {
  const hour = (now.getUTCHours() + 9) % 24;
  return hour >= 21 || hour < 8;
}

/** Within so many days the person is told what became of their decision (시행령 §62의2). */
export const resultDays = 14;

/** The last day in Seoul for that, YYYY-MM-DD. */
export function resultDue(decidedAt: Date): string {
  return seoulDate(decidedAt).add({ days: resultDays }).toString();
}

/** Every so many years the person is told what they agreed to. */
export const remindYears = 2;
/** It is told so many days before the same day, which is too late. */
const ahead = 30;

/**
 * The day in Seoul, YYYY-MM-DD, from which on the person is told again that they agreed: 30 days before
 * the same day of the second year, the fourth and so on (시행령 §62의3), and after today. Counted from the
 * day of the consent each time: who agreed on 29 February has it again after four years.
 */
export function nextReminder(givenAt: Date, now: Date): string {
  const given = seoulDate(givenAt);
  const today = seoulDate(now);
  for (let years = remindYears; ; years += remindYears) {
    const day = given.add({ years }).subtract({ days: ahead });
    if (Temporal.PlainDate.compare(day, today) > 0) return day.toString();
  }
}
