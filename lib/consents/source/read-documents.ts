import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocumentVersion } from "@/lib/consents/document";
import {
  checkHistory,
  joinLanguages,
  publishedSchema,
  type Joined,
  type Published,
} from "./check-documents";
import { parseDocument, type ParsedDocument, type Problem } from "./parse-document";

/** Where a company keeps its texts. */
export const documentsFolder = "legal";

/**
 * Every version of every document in a folder.
 * @throws InvalidDocuments naming file and line of each mistake.
 */
export function readDocuments(folder: string): DocumentVersion[] {
  const joined = readTexts(folder);
  refuse(folder, checkHistory(joined, readPublished(folder)));
  return joined.map(({ version }) => version);
}

/** The same before they are recorded as published. */
export function readTexts(folder: string): Joined[] {
  const read = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && path.includes("/"))
    .sort()
    .map((file) => parseDocument(file, readFileSync(join(folder, file), "utf8")));
  refuse(folder, read.filter((each): each is Problem[] => Array.isArray(each)).flat());
  const joined = joinLanguages(read.filter((each): each is ParsedDocument => "front" in each));
  const problems = joined.filter((each): each is Problem => "message" in each);
  refuse(folder, problems);
  return joined.filter((each): each is Joined => "version" in each);
}

export function publishedFile(folder: string): string {
  return join(folder, "published.json");
}

export function readPublished(folder: string): Published {
  const file = publishedFile(folder);
  return existsSync(file) ? publishedSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
}

/** A module with every text, so that a running server reads no file. */
export function documentsModule(documents: readonly DocumentVersion[]): string {
  const ids = [...new Set(documents.map(({ id }) => id))];
  return `/** Generated from ${documentsFolder}/. */
export const documentIds = ${JSON.stringify(ids)} as const;
export const documents = ${JSON.stringify(documents)} as const;
`;
}

function refuse(folder: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidDocuments(folder, problems);
}

export class InvalidDocuments extends Error {
  override readonly name = "InvalidDocuments";
  constructor(folder: string, problems: readonly Problem[]) {
    const lines = problems.map(
      ({ file, line, message }) => `${folder}/${file}:${line}: ${message}`,
    );
    super(`These documents cannot be published:\n${lines.join("\n")}`);
  }
}
