import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withNewVersions } from "./check-documents";
import { documentsFolder, publishedFile, readPublished, readTexts } from "./read-documents";

/** A copy of the company's documents, to be edited. */
export function copyDocuments(): string {
  const folder = mkdtempSync(join(tmpdir(), "legal-"));
  cpSync(documentsFolder, folder, { recursive: true });
  return folder;
}

/** Changes a file, or writes a new one from it. */
export function edit(
  folder: string,
  file: string,
  change: (text: string) => string,
  to = file,
): void {
  writeFileSync(join(folder, to), change(readFileSync(join(folder, file), "utf8")));
}

/** A new version of the terms with another sentence, in both languages. */
export function writeNewTerms(folder: string, version: string): void {
  for (const language of ["ko", "en"]) {
    edit(
      folder,
      `terms/2026-11-01.${language}.md`,
      (text) => `${text.replaceAll("2026-11-01", version)}\nA new sentence.\n`,
      `terms/${version}.${language}.md`,
    );
  }
}

/** As `npm run documents` does. */
export function publish(folder: string): void {
  const record = withNewVersions(readTexts(folder), readPublished(folder));
  writeFileSync(publishedFile(folder), JSON.stringify(record));
}
