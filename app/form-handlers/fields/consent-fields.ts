import {
  recordConsent,
  shownField,
  shownMark,
  type ConsentRecord,
  type DocumentId,
  type DocumentLocale,
  type DocumentVersion,
} from "@/lib/consents/documents";
import {
  advertisingField,
  advertisingSubjects,
  documentOf,
  type AdvertisingRecord,
} from "@/lib/consents/advertising";
import type { Fields } from "@/lib/requests/form-fields";
import type { FormOutcome } from "../form-handler";

/**
 * Records only the texts that the form showed. A form with another version or language is shown again,
 * with what was ticked, and nothing is recorded.
 */
export function readConsents(
  fields: Fields,
  { shown, locale, now }: ConsentQuestion,
): ConsentReading {
  const isAll = fields["all"] === "on";
  const isTicked = (name: string) => isAll || fields[name] === "on";
  const ticked = Object.keys(fields).filter((name) => fields[name] === "on");
  const values = Object.fromEntries(ticked.map((name) => [name, "on"]));
  const isOutdated = shown.some((each) => fields[shownField(each.id)] !== shownMark(each, locale));
  if (isOutdated) return { kind: "refused", outcome: { code: "consent_outdated", values } };
  const required = shown.filter((each) => each.required);
  const missing = required.filter(({ id }) => !isTicked(id));
  if (missing.length > 0) {
    const codes = missing.map(({ id }) => [id, "consent_required"] as const);
    const outcome = {
      code: "consent_required",
      fields: Object.fromEntries(codes),
      values,
    } as const;
    return { kind: "refused", outcome };
  }
  const agreed = shown.filter((each) => each.purpose !== "advertising" && isTicked(each.id));
  const asked = new Set(shown.map(({ id }) => id));
  return {
    kind: "given",
    consents: agreed.map(({ id }) => recordConsent(id, locale, now)),
    advertising: advertisingSubjects
      .filter((each) => asked.has(documentOf(each)) && isTicked(advertisingField(each)))
      .map((subject) => ({ subject, ...recordConsent(documentOf(subject), locale, now) })),
  };
}

/** `shown`: the documents that the form asks about, as they are now. */
export type ConsentQuestion = {
  shown: readonly (DocumentVersion & { readonly id: DocumentId })[];
  locale: DocumentLocale;
  now: Date;
};
export type ConsentReading =
  | { kind: "given"; consents: ConsentRecord[]; advertising: AdvertisingRecord[] }
  | { kind: "refused"; outcome: FormOutcome };
