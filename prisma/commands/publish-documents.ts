import { writeFileSync } from "node:fs";
import { withNewVersions } from "@/lib/consents/source/check-documents";
import {
  documentsFolder,
  publishedFile,
  readDocuments,
  readPublished,
  readTexts,
} from "@/lib/consents/source/read-documents";
import { writeGenerated } from "../engine/generate";

/**
 * Records the new versions in `legal/` as published, from when on their texts do not change any more.
 * Changes no record that is there.
 */
const before = readPublished(documentsFolder);
const after = withNewVersions(readTexts(documentsFolder), before);
writeFileSync(publishedFile(documentsFolder), `${JSON.stringify(after, null, 2)}\n`);
try {
  readDocuments(documentsFolder);
} catch (error) {
  writeFileSync(publishedFile(documentsFolder), `${JSON.stringify(before, null, 2)}\n`);
  throw error;
}
// Only now is there a module of texts, which what is kept is put into words with.
await import("../engine/ready-client");
const { recordKept } = await import("./record-kept");
recordKept(Object.keys(after["policy"] ?? {}));
writeGenerated();
for (const [id, versions] of Object.entries(after)) {
  for (const version of Object.keys(versions)) {
    if (before[id]?.[version] === undefined) console.log(`Published: ${id} ${version}`);
  }
}
