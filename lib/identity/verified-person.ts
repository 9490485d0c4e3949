import { Temporal } from "temporal-polyfill";
import { z } from "zod";

const carriers = ["SKT", "KT", "LGU", "SKT_MVNO", "KT_MVNO", "LGU_MVNO"] as const;

/** An existing calendar date, YYYY-MM-DD. */
export const calendarDateSchema = z.string().refine(isCalendarDate, "is no date of the calendar");

/** A person as PortOne confirmed them; null where PortOne said nothing. */
export const verifiedPersonSchema = z.strictObject({
  name: z.string().min(1),
  birthDate: calendarDateSchema,
  gender: z.enum(["male", "female"]).nullable(),
  phone: z.string().regex(/^\d+$/).nullable(),
  carrier: z.enum(carriers).nullable(),
  isForeigner: z.boolean().nullable(),
  /** 연계정보: the same for one person at every site. */
  ci: z.string().min(1).nullable(),
  /** 중복가입확인정보: differs per site and provider. */
  di: z.string().min(1).nullable(),
});

export function serialisePerson(person: VerifiedPerson): string {
  return JSON.stringify(person);
}

/** @throws UnreadablePerson for a text that `serialisePerson` did not write; never quotes it. */
export function parsePerson(text: string): VerifiedPerson {
  const person = verifiedPersonSchema.safeParse(parseJson(text));
  if (!person.success) {
    const fields = person.error.issues.map(({ path }) => path.join(".") || "the whole");
    throw new UnreadablePerson(`Not a stored person: ${fields.join(", ")}`);
  }
  return person.data;
}

export class UnreadablePerson extends Error {
  override readonly name = "UnreadablePerson";
}

/** Drops the error of `JSON.parse`, which quotes its input and so may contain a name. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

export type VerifiedPerson = z.infer<typeof verifiedPersonSchema>;
export type Carrier = (typeof carriers)[number];

/** A finished verification of PortOne V1 or V2. */
export type Verification = {
  /** The attempt id that the browser sent to PortOne. */
  attemptId: string | null;
  /** The payment gateway in lower case, e.g. `danal`. */
  provider: string;
  verifiedAt: Date;
  person: VerifiedPerson;
};

export type FetchedVerification =
  | { kind: "verified"; verification: Verification }
  | { kind: "unfinished"; attemptId: string | null }
  | { kind: "failed"; attemptId: string | null; cancelled: boolean }
  /** Finished, but without a name or a birth date. */
  | { kind: "incomplete"; attemptId: string | null }
  /** Not the configured store and channel, or a test channel where only live ones are accepted. */
  | { kind: "foreign-channel" }
  | { kind: "unknown" }
  /** `reason` is a constant for the log. */
  | { kind: "unavailable"; reason: string }
  | { kind: "rejected-us" };
