import { z } from "zod";
import { browserCookie } from "@/lib/sessions/cookie";

/**
 * From when a person who is too young, or left lately, may join. It may say when they were born, so
 * we keep it nowhere: it travels in the person's own cookie, sealed, and goes when they begin again.
 */
export async function tellAdmittedFrom(date: string): Promise<void> {
  const cookie = await browserCookie();
  cookie.admittedFrom = date;
  await cookie.save();
}

/** A day in the future, from 00:00 KST; null when nothing was told or the day has come. */
export async function readAdmittedFrom(now: Date): Promise<Date | null> {
  const { admittedFrom } = await browserCookie();
  const date = z.iso.date().safeParse(admittedFrom);
  if (!date.success) return null;
  const midnight = new Date(`${date.data}T00:00:00+09:00`);
  return midnight > now ? midnight : null;
}
