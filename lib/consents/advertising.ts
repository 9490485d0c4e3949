import { z } from "zod";
import type { DocumentId } from "@/lib/consents/documents";

/**
 * What a member can agree to of advertising, each by itself: that their data are used for it (개인정보
 * 보호법 §22①7), and that they get it, by each way (정보통신망법 §50①) and by each at night (§50③). E-mail
 * has no night.
 */
export const advertisingSubjects = [
  "use",
  "email",
  "sms",
  "messenger",
  "sms_night",
  "messenger_night",
] as const;
export type AdvertisingSubject = (typeof advertisingSubjects)[number];

/** The form's field of this consent. */
export function advertisingField(subject: AdvertisingSubject): `advertising-${AdvertisingSubject}` {
  return `advertising-${subject}`;
}

/** The text that tells what is agreed to. */
export function documentOf(subject: AdvertisingSubject): DocumentId {
  return subject === "use" ? "advertising-use" : "advertising-receive";
}

/** What was ticked when joining. `textHash` in hex, `agreedAt` in ISO 8601. */
export const advertisingRecordsSchema = z.array(
  z.strictObject({
    subject: z.enum(advertisingSubjects),
    document: z.string(),
    version: z.string(),
    textHash: z.string(),
    agreedAt: z.iso.datetime(),
  }),
);
export type AdvertisingRecord = z.infer<typeof advertisingRecordsSchema>[number];
