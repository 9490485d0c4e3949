import { z } from "zod";
import { normalisePhone } from "@/lib/identity/phone";

/**
 * What PortOne writes, made fit to be kept, in this one place. None of these schemas fails: what
 * cannot be used counts as not told, `null`.
 */
function told<T>(read: (text: string) => T | null) {
  return z
    .string()
    .nullish()
    .catch(null)
    .transform((value) => (typeof value === "string" ? read(value) : null));
}

/** NUL and its kind, which PostgreSQL refuses, and halves of letters, which JSON writes as they are. */
const unprintable = /[\p{Cc}\p{Cs}]/gu;
/** Zero-width and direction marks and fillers, but not the joiners that some scripts need. */
const invisible = /(?![\u200C\u200D])\p{Cf}|[\u115F\u1160\u3164\uFFA0]/gu;
const longestText = 500;
const longestName = 200;
/** Of the column. */
const longestProvider = 40;

/** A text of no further meaning, cleaned. */
export const text = told((value) => bounded(clean(value), longestText));

/**
 * CI and DI are compared letter by letter, so nothing is folded, and one that is too long is none
 * rather than another.
 */
export const uniqueKey = told((value) => {
  const cleaned = clean(value);
  return cleaned.length <= longestText ? orNull(cleaned) : null;
});

/** An id or a word of PortOne's own: as it was sent, or not at all. */
export const identifier = told((value) =>
  value.length <= 200 && value.search(unprintable) === -1 ? orNull(value) : null,
);

/** A person's name, in whole letters (NFC) with single spaces. */
export const personName = told((value) => {
  const visible = value.replace(invisible, "").replace(/\s/gu, " ").replace(unprintable, "");
  const name = bounded(visible.normalize("NFC").replace(/ +/g, " ").trim(), longestName);
  return name !== null && /[\p{L}\p{N}]/u.test(name) ? name : null;
});

/** The payment gateway, in small letters. */
export const provider = told((value) => bounded(clean(value).toLowerCase(), longestProvider));

export const phone = told(normalisePhone);

/** A word of a list, however its letters are written, as ours; null for any other. */
export function wordOf<T>(words: Readonly<Record<string, T>>) {
  return told((value) => words[clean(value.normalize("NFKC")).toUpperCase()] ?? null);
}

export const gender = wordOf({ MALE: "male", FEMALE: "female" } as const);

export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Unix seconds of a year with four digits: what lies beyond is no date to compute with. */
export const seconds = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,12}$/)
      .transform(Number),
  ])
  .pipe(z.number().min(-30_000_000_000).max(250_000_000_000))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

function clean(value: string): string {
  return value.replace(unprintable, "").trim();
}

/** Cut between letters, never through one. */
function bounded(value: string, longest: number): string | null {
  return orNull([...value.slice(0, longest * 2)].slice(0, longest).join("").trim());
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
