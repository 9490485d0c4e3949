import { z } from "zod";
import { knownProviders } from "@/lib/identity/providers";

/** Years in which somebody may be born who is alive, by their decade: 199 is 1990 to 1999. */
export const decades = Array.from({ length: 12 }, (_, at) => 201 - at);
export const peopleStates = ["active", "suspended", "reverify"] as const;

/**
 * Which part of the list an address asks for: nothing personal stands in it.
 * @returns null for an address that this site did not write.
 */
export function readPeopleAddress(search: Search): PeopleAddress | null {
  const { data } = addressSchema.safeParse(search);
  if (data === undefined || (data.after !== undefined && data.before !== undefined)) return null;
  const { after, before, ...filters } = data;
  return { filters, place: placeOf(after, before) };
}

/** The query of such an address; without `place`, of the first page. */
export function writePeopleQuery(filters: PeopleFilters, place?: Place): string {
  const pairs = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value === true ? "1" : String(value)]],
  );
  if (place !== undefined) pairs.push([place.side, `${place.at.getTime()}_${place.id}`]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

function placeOf(after: Cursor | undefined, before: Cursor | undefined): Place | null {
  if (after !== undefined) return { side: "after", ...after };
  return before === undefined ? null : { side: "before", ...before };
}

/** End of the year 9999; PostgreSQL does not read JavaScript's ISO format for later dates. */
const latest = 253_402_300_799_999;
const cursorSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})_[A-Za-z0-9]{1,32}$/)
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at: Number(at), id };
  })
  .refine(({ at }) => at <= latest)
  .transform(({ at, id }) => ({ at: new Date(at), id }));

/** A filter's form sends what is not chosen as an empty text. */
const chosen = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();
const flag = chosen(z.literal("1").transform(() => true as const));
const day = chosen(z.iso.date().refine((text) => text >= "2000-01-01" && text < "2100-01-01"));
const addressSchema = z.object({
  from: day,
  to: day,
  state: chosen(z.enum(peopleStates)),
  provider: chosen(z.enum(knownProviders)),
  decade: chosen(
    z
      .string()
      .regex(/^\d{3}$/)
      .transform(Number)
      .refine((decade) => decades.includes(decade)),
  ),
  due: flag,
  unconfirmed: flag,
  guardian: flag,
  after: cursorSchema.optional(),
  before: cursorSchema.optional(),
});

type Search = Readonly<Record<string, string | string[] | undefined>>;
type Cursor = z.infer<typeof cursorSchema>;
export type PeopleFilters = Omit<z.infer<typeof addressSchema>, "after" | "before">;
/** A row, and on which side of it the page lies: `after` it further down the list. */
export type Place = Cursor & { side: "after" | "before" };
export type PeopleAddress = { filters: PeopleFilters; place: Place | null };
