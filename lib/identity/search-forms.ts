import { normalisePhone } from "@/lib/identity/phone";

/**
 * Of the forms below: what is stored and what is searched for are made by the same function, and carry
 * the same number. A change of a form raises it; keys:rotate then writes every account anew.
 */
export const searchVersion = 1;

/** As names are compared: composed letters (NFC), without spaces, in small letters. */
export function searchableName(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, "").toLowerCase();
}

/** Digits alone, as PortOne's and anybody's way of writing come to. */
export function searchablePhone(phone: string): string | null {
  return normalisePhone(phone);
}

/** What callers know by heart: the last four digits, with the birth year that tells them apart. */
export function searchablePhoneEnd(phone: string, birthYear: number): string | null {
  const digits = normalisePhone(phone);
  return digits === null || digits.length < 4 ? null : phoneEnd(digits.slice(-4), birthYear);
}

export function phoneEnd(lastFour: string, birthYear: number): string {
  return `${lastFour} ${birthYear}`;
}
