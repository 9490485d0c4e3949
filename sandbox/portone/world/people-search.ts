import { nationalDigits, type Person } from "./person";
import type { Records } from "./records";

/** Searches key, name, birthday, note and phone, however the text is written. */
export function searchPeople(people: readonly Person[], wanted: string): Person[] {
  const text = plain(wanted);
  const digits = nationalDigits(wanted);
  const isNumber = digits.length >= 4 && /^[\p{Nd}\p{Pd} ()+.]+$/u.test(wanted.trim());
  return people.filter(({ key, name, birthday, note, phone }) => {
    const told = [key, name, birthday, note].map(plain);
    if (told.some((each) => each.includes(text))) return true;
    return isNumber && phone !== null && nationalDigits(phone).includes(digits);
  });
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/**
 * Counts a person's verifications, by CI or else by key, whatever the phone. Whether they have
 * joined the site is unknown here.
 */
export function verificationsOf(records: Records): (person: Person) => Verifications {
  const all = new Map<string, Verifications>();
  for (const { status, person, changedAt } of records.newestFirst()) {
    if (status !== "verified" || person === null) continue;
    const { count, last } = all.get(identityOf(person)) ?? { count: 0, last: changedAt };
    all.set(identityOf(person), { count: count + 1, last });
  }
  return (person) => all.get(identityOf(person)) ?? { count: 0, last: null };
}

function identityOf({ ci, key }: Person): string {
  return ci === null ? `key ${key}` : `ci ${ci}`;
}

type Verifications = { count: number; last: Date | null };
