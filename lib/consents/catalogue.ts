import type { DocumentLocale, DocumentPurpose, DocumentVersion } from "@/lib/consents/document";
import { seoulDate } from "@/lib/identity/seoul-date";

/**
 * What can be asked of a set of documents, every version of each.
 * @param ids in no order.
 */
export function catalogueOf<Id extends string>(
  ids: readonly Id[],
  versions: readonly DocumentVersion[],
): Catalogue<Id> {
  const of = (id: Id) => versions.filter((each) => each.id === id).sort(byVersion);
  const texts = versions.flatMap((each) =>
    (["ko", "en"] as const).map((locale) => [each.texts[locale].digest, locale] as const),
  );
  const languages: ReadonlyMap<string, DocumentLocale> = new Map(texts);

  function current(id: Id, now: Date): Dated<Id> {
    const all = of(id);
    const found = all.findLast(({ effective }) => effective <= today(now)) ?? all[0];
    if (found === undefined) throw new Error(`There is no document ${id}`);
    return { ...found, id };
  }
  function shownFor(purpose: DocumentPurpose, now: Date): Dated<Id>[] {
    const all = ids.map((id) => current(id, now)).filter((each) => each.purpose === purpose);
    const inForce = all.filter(({ effective }) => effective <= today(now));
    // On a clock before all of them, the first ones: nobody joins without having agreed.
    return (inForce.length > 0 ? inForce : all).sort(inOrder);
  }
  return {
    current,
    shownFor,
    find: (id, version) =>
      versions.find((each) => each.id === id && each.version === version) ?? null,
    versionsOf: (id) => of(id).reverse(),
    languageOf: (digest) => languages.get(digest) ?? null,
    unanswered: (given, now) =>
      shownFor("signup", now).filter(
        ({ id, version, required, effective }) =>
          required &&
          effective <= today(now) &&
          !given.some((each) => each.document === id && each.version >= version),
      ),
  };
}

const today = (now: Date) => seoulDate(now).toString();
const byVersion = (a: DocumentVersion, b: DocumentVersion) => (a.version < b.version ? -1 : 1);

/** What is required comes first; a contract before what it needs, and use before what it is for. */
function inOrder(a: DocumentVersion, b: DocumentVersion): number {
  if (a.required !== b.required) return a.required ? -1 : 1;
  return placeOf(a) < placeOf(b) ? -1 : 1;
}

function placeOf({ id }: DocumentVersion): string {
  return id === "terms" || id === "advertising-use" ? "" : id;
}

type Dated<Id> = DocumentVersion & { readonly id: Id };
export type Catalogue<Id extends string> = {
  /** The version in force in Seoul, else the first one. */
  current: (id: Id, now: Date) => Dated<Id>;
  /** What is agreed to for this purpose, those that are in force. */
  shownFor: (purpose: DocumentPurpose, now: Date) => Dated<Id>[];
  /** Of whatever time. */
  find: (id: string, version: string) => DocumentVersion | null;
  /** The newest first. */
  versionsOf: (id: Id) => DocumentVersion[];
  /** In which language this text is; null for one that is not ours. */
  languageOf: (digest: string) => DocumentLocale | null;
  /** What a member has to agree to who agreed to `given`: required, and in force. */
  unanswered: (given: readonly Given[], now: Date) => Dated<Id>[];
};
export type Given = { document: string; version: string };
