import { Temporal } from "temporal-polyfill";
import { z } from "zod";

const carriers = ["SKT", "KT", "LGU", "SKT_MVNO", "KT_MVNO", "LGU_MVNO"] as const;

/** A calendar date without a time zone, YYYY-MM-DD, that exists. */
export const calendarDateSchema = z.string().refine(isCalendarDate, "is no date of the calendar");

/** Who a person is, as PortOne has confirmed it. `null`: PortOne did not say. */
export const verifiedPersonSchema = z.strictObject({
  name: z.string().min(1),
  birthDate: calendarDateSchema,
  gender: z.enum(["male", "female"]).nullable(),
  /** Digits only. */
  phone: z.string().regex(/^\d+$/).nullable(),
  carrier: z.enum(carriers).nullable(),
  isForeigner: z.boolean().nullable(),
  /** 연계정보: the same for one person at every site. */
  ci: z.string().min(1).nullable(),
  /** 중복가입확인정보: differs per site and provider. */
  di: z.string().min(1).nullable(),
});

/** As text, to be sealed. */
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

/** `JSON.parse` quotes what it cannot read, which may be somebody's name: its error ends here. */
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

/** A finished verification of whichever generation of PortOne. */
export type Verification = {
  /** The id that was sent to PortOne with the browser. */
  attemptId: string | null;
  /** The payment gateway in lower case, e.g. `danal`. */
  provider: string;
  verifiedAt: Date;
  person: VerifiedPerson;
};

/** What PortOne answers about one id. */
export type FetchedVerification =
  | { kind: "verified"; verification: Verification }
  | { kind: "unfinished"; attemptId: string | null }
  | { kind: "failed"; attemptId: string | null; cancelled: boolean }
  /** Finished, but without a name or a birth date: of no use to us. */
  | { kind: "incomplete"; attemptId: string | null }
  /** A test channel, another store or another channel, where only the real one counts. */
  | { kind: "foreign-channel" }
  | { kind: "unknown" }
  /** `reason` is a constant for the log. */
  | { kind: "unavailable"; reason: string }
  | { kind: "rejected-us" };
