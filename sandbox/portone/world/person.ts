import { createHmac } from "node:crypto";
import { z } from "zod";
import { providers, providerSchema, type ProviderName } from "./provider";

/**
 * CI and DI derive from name, birthday and gender, not from the phone, so they survive a new phone
 * and a restart. CI: 64 bytes as 88 characters of base64.
 */
export function completePerson(options: PersonOptions): Person {
  return {
    ...options,
    ci: options.ci === undefined ? derive("ci", options).toString("base64") : options.ci,
    di: options.di === undefined ? derivedDi(options, "danal") : options.di,
  };
}

/** 64 characters that differ by provider, unless the person has a fixed one or none. */
export function diAt(person: Person, provider: ProviderName): string | null {
  return person.di === derivedDi(person, "danal") ? derivedDi(person, provider) : person.di;
}

function derivedDi(person: PersonOptions, provider: ProviderName): string {
  return derive(`di ${providers[provider].v1}`, person).toString("base64").slice(0, 64);
}

function derive(use: string, { name, birthday, gender }: PersonOptions): Buffer {
  return createHmac("sha512", "invented people")
    .update(`${use}|${name}|${birthday}|${gender}`)
    .digest();
}

/** In international age; for 29 February from 1 March on. */
export function isAged({ birthday }: Person, years: number, today: string): boolean {
  return `${Number(birthday.slice(0, 4)) + years}${birthday.slice(4)}` <= today;
}

/** Compares the digits, however the numbers are written: full width, separators, +82. */
export function isSamePhone(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && nationalDigits(a) === nationalDigits(b);
}

/** As dialled inside Korea. */
export function nationalDigits(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/[^\d+]/g, "");
  return digits.replace(/^(?:\+|00)82(?:0(?=\d))?/, "0").replaceAll("+", "");
}

const carriers = ["SKT", "KT", "LGT", "SKT_MVNO", "KT_MVNO", "LGT_MVNO"] as const;

export const personWishSchema = z.strictObject({
  key: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().min(1).max(200),
  birthday: z.iso.date(),
  gender: z.enum(["male", "female"]).nullable().default("male"),
  phone: z
    .string()
    .max(40)
    .regex(/^[+＋(]{0,2}\p{Nd}[\p{Nd}\p{Pd} ().]{1,}\p{Nd}$/u)
    .nullable()
    .default("01000000000"),
  carrier: z.enum(carriers).nullable().default("SKT"),
  foreigner: z.boolean().default(false),
  ci: z.string().max(200).nullable().optional(),
  di: z.string().max(200).nullable().optional(),
  provider: providerSchema.optional(),
  note: z.string().max(200).default(""),
});
export type PersonOptions = z.infer<typeof personWishSchema>;
export type Person = PersonOptions & { ci: string | null; di: string | null };
