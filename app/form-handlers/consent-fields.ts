import {
  recordConsent,
  shownMark,
  type ConsentRecord,
  type DocumentId,
  type DocumentLocale,
} from "@/lib/consents/documents";
import type { Fields } from "@/lib/requests/form-fields";
import type { FormOutcome } from "./form-handler";

/** The hidden field that names the text shown beside its checkbox. */
export function shownField(id: DocumentId): `shown-${DocumentId}` {
  return `shown-${id}`;
}

/**
 * Records only the texts that the form showed. A form with an outdated version or another language
 * is shown again.
 */
export function readConsents(
  fields: Fields,
  ids: readonly DocumentId[],
  locale: DocumentLocale,
  now: Date,
): ConsentReading {
  const isOutdated = ids.some((id) => fields[shownField(id)] !== shownMark(id, locale));
  if (isOutdated) return { kind: "refused", outcome: { code: "consent_outdated" } };
  const missing = fields["all"] === "on" ? [] : ids.filter((id) => fields[id] !== "on");
  if (missing.length > 0) {
    const missingCodes = missing.map((id): [string, "consent_required"] => [
      id,
      "consent_required",
    ]);
    const ticked = ids.filter((id) => fields[id] === "on");
    const values = Object.fromEntries(ticked.map((id) => [id, "on"]));
    const outcome = {
      code: "consent_required",
      fields: Object.fromEntries(missingCodes),
      values,
    } as const;
    return { kind: "refused", outcome };
  }
  return { kind: "given", consents: ids.map((id) => recordConsent(id, locale, now)) };
}

export type ConsentReading =
  { kind: "given"; consents: ConsentRecord[] } | { kind: "refused"; outcome: FormOutcome };
