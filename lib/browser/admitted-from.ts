import { toldCookie } from "@/lib/browser/cookie";
import { startOfSeoulDay } from "@/lib/identity/seoul-date";

/**
 * From when a person who is too young, or left lately, may join. It may say when they were born, so
 * we keep it nowhere: it travels in the person's own cookie, sealed, and goes when they begin again.
 */
export async function tellAdmittedFrom(date: string): Promise<void> {
  await toldCookie.write({ admittedFrom: date });
}

/** A day in the future, from 00:00 KST; null when nothing was told or the day has come. */
export async function readAdmittedFrom(now: Date): Promise<Date | null> {
  const { admittedFrom } = (await toldCookie.read()) ?? {};
  if (admittedFrom === undefined) return null;
  const midnight = startOfSeoulDay(admittedFrom);
  return midnight > now ? midnight : null;
}
