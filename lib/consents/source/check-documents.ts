import { z } from "zod";
import { documentLocales, type DocumentVersion } from "@/lib/consents/document";
import type { ParsedDocument, Problem } from "./parse-document";

/** What was published: of each document and version its first day and the digests of its texts. */
export const publishedSchema = z.record(
  z.string(),
  z.record(z.string(), z.strictObject({ effective: z.string(), ko: z.string(), en: z.string() })),
);
export type Published = z.infer<typeof publishedSchema>;

/** Puts the languages of each version together; in the order of documents and versions. */
export function joinLanguages(parsed: readonly ParsedDocument[]): Joined[] | Problem[] {
  const problems: Problem[] = [];
  const joined = new Map<string, Joined>();
  for (const document of parsed) {
    const { front, file, text } = document;
    const place = `${front.id}/${front.version}`;
    const others = documentLocales.filter((each) => each !== document.language);
    for (const language of others) {
      const other = parsed.find((each) => each.file === `${place}.${language}.md`);
      if (other === undefined) {
        const message = `has no ${place}.${language}.md beside it`;
        problems.push({ file, line: 1, message });
        continue;
      }
      for (const name of ["effective", "required", "purpose"] as const) {
        if (front[name] !== other.front[name]) {
          const message = `${name} is not that of ${other.file}`;
          problems.push({ file, line: document.lineOf(name), message });
        }
      }
      if (text.digest === other.text.digest) {
        problems.push({ file, line: 1, message: `says the same as ${other.file}` });
      }
      if (document.language !== "ko") continue;
      const texts = { ko: text, en: other.text };
      joined.set(place, { version: { ...front, texts }, source: document });
    }
    if ((front.purpose === "advertising") !== front.id.startsWith("advertising-")) {
      const message = "purpose advertising is of advertising-use and advertising-receive";
      problems.push({ file, line: document.lineOf("purpose"), message });
    }
    if ((front.purpose === "policy") !== (front.id === "policy")) {
      const message = "purpose policy is of policy, to which nobody agrees";
      problems.push({ file, line: document.lineOf("purpose"), message });
    }
    if (front.purpose === "policy" && front.required) {
      const message = "required must be false for policy: nobody agrees to it";
      problems.push({ file, line: document.lineOf("required"), message });
    }
    if (front.purpose === "advertising" && front.required) {
      const message = "required must be false for advertising (개인정보 보호법 §22⑤)";
      problems.push({ file, line: document.lineOf("required"), message });
    }
  }
  return problems.length > 0 ? problems : [...joined.values()].sort(inOrder);
}

/** A version later than the one before it, its first day too; what was published stays as it was. */
export function checkHistory(joined: readonly Joined[], published: Published): Problem[] {
  const problems: Problem[] = [];
  for (const [at, { version, source }] of joined.entries()) {
    const tell = (name: "version" | "effective", message: string) =>
      problems.push({ file: source.file, line: source.lineOf(name), message });
    const before = joined[at - 1]?.version;
    if (before?.id === version.id && before.effective >= version.effective) {
      tell("effective", `effective is not after that of version ${before.version}`);
    }
    const known = published[version.id] ?? {};
    const record = known[version.version];
    if (record === undefined) {
      const latest = Object.keys(known).sort().at(-1) ?? "";
      if (version.version < latest) {
        tell("version", `version goes back: ${latest} is published already`);
      } else {
        tell("version", "is not published yet: npm run documents records it");
      }
      continue;
    }
    if (record.effective !== version.effective) {
      tell("effective", "effective was changed, and the version was not");
    }
    for (const language of documentLocales) {
      if (record[language] === version.texts[language].digest) continue;
      const file = source.file.replace(/\.\w+\.md$/, `.${language}.md`);
      const message = "the text was changed, and the version was not";
      problems.push({ file, line: source.lineOf("version"), message });
    }
  }
  return [...problems, ...findMissing(joined, published)];
}

/** People agreed to them: they stay readable. */
function findMissing(joined: readonly Joined[], published: Published): Problem[] {
  return Object.entries(published).flatMap(([id, versions]) =>
    Object.keys(versions)
      .filter((each) => !joined.some(({ version }) => isOf(version, id, each)))
      .map((each) => ({
        file: `${id}/${each}.ko.md`,
        line: 1,
        message: "is published, and the file is gone",
      })),
  );
}

function isOf(version: DocumentVersion, id: string, name: string): boolean {
  return version.id === id && version.version === name;
}

/** The record with the versions that it lacks; it changes none. */
export function withNewVersions(joined: readonly Joined[], published: Published): Published {
  const record: Published = structuredClone(published);
  for (const { version } of joined) {
    const { ko, en } = version.texts;
    const known = (record[version.id] ??= {});
    const digests = { ko: ko.digest, en: en.digest };
    known[version.version] ??= { effective: version.effective, ...digests };
  }
  return record;
}

const inOrder = (a: Joined, b: Joined) => (nameOf(a) < nameOf(b) ? -1 : 1);
const nameOf = ({ version }: Joined) => `${version.id} ${version.version}`;

/** `source`: the Korean file. */
export type Joined = { version: DocumentVersion; source: ParsedDocument };
