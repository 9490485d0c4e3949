import { createHash } from "node:crypto";
import { micromark } from "micromark";
import { policySlots, slotIn } from "@/lib/consents/policy";
import type { z } from "zod";
import {
  documentLocales,
  frontMatterSchema,
  type DocumentLocale,
  type DocumentText,
  type FrontMatter,
} from "@/lib/consents/document";

/**
 * One text in one language.
 * @param file its path below the folder of documents: `<id>/<version>.<language>.md`.
 */
export function parseDocument(file: string, source: string): ParsedDocument | Problem[] {
  const lines = source.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    return [{ file, line: 1, message: "has no front matter between two lines of ---" }];
  }
  const { entries, problems } = readEntries(file, lines.slice(1, end));
  const lineOf = (name: unknown) => entries.get(String(name))?.line ?? 1;
  const read = frontMatterSchema.safeParse(
    Object.fromEntries([...entries].map(([name, { value }]) => [name, value])),
  );
  if (!read.success) {
    problems.push(...read.error.issues.flatMap((issue) => tell(file, issue, entries)));
  }
  const body = lines.slice(end + 1);
  if (body.every((line) => line.trim() === "")) {
    problems.push({ file, line: end + 1, message: "has no text" });
  }
  if (read.data?.purpose === "policy") problems.push(...slotProblems(file, body, end + 2));
  if (!read.success || problems.length > 0) return problems;
  const { title, ...front } = read.data;
  const [, id, version, locale] = /^([^/]+)\/([^/]+)\.([a-z]+)\.md$/.exec(file) ?? [];
  const language = documentLocales.find((each) => each === locale);
  if (id !== front.id || version !== front.version || language === undefined) {
    const message = `should be ${front.id}/${front.version}.<${documentLocales.join(" or ")}>.md`;
    return [{ file, line: lineOf("version"), message }];
  }
  return { file, front, language, lineOf, text: textOf(title, body) };
}

/**
 * Raw HTML comes out as text, and addresses that run something come out empty. The digest is of the
 * words: lines that are empty do not count.
 */
function textOf(title: string, body: readonly string[]): DocumentText {
  const words = [title, ...body].map((line) => line.trimEnd()).filter((line) => line !== "");
  const digest = createHash("sha256").update(words.join("\n")).digest("hex");
  return { title, html: micromark(body.join("\n")), digest };
}

/** Each slot once, and in this order. */
function slotProblems(file: string, body: readonly string[], first: number): Problem[] {
  const found = body.flatMap((line, at) => {
    const name = slotIn(line);
    return name === null ? [] : [{ name, line: first + at }];
  });
  const wrong = found.find(({ name }, at) => name !== policySlots[at]);
  if (wrong !== undefined) {
    const message = `[[${wrong.name}]] stands where ${policySlots.map((slot) => `[[${slot}]]`).join(", ")} should, each once`;
    return [{ file, line: wrong.line, message }];
  }
  const lacking = policySlots[found.length];
  return lacking === undefined ? [] : [{ file, line: first, message: `lacks [[${lacking}]]` }];
}

function readEntries(file: string, lines: readonly string[]) {
  const entries: Entries = new Map();
  const problems: Problem[] = [];
  for (const [at, text] of lines.entries()) {
    if (text.trim() === "") continue;
    const line = at + 2;
    const [, name, value] = /^([a-z]+):\s*(.*?)\s*$/.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      problems.push({ file, line, message: "is no line of the form name: value" });
    } else if (entries.has(name)) {
      problems.push({ file, line, message: `names ${name} twice` });
    } else {
      entries.set(name, { value, line });
    }
  }
  return { entries, problems };
}

function tell(file: string, issue: z.core.$ZodIssue, entries: Entries): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      file,
      line: entries.get(key)?.line ?? 1,
      message: `does not know ${key}`,
    }));
  }
  const name = String(issue.path[0]);
  const entry = entries.get(name);
  const message = entry === undefined ? `lacks ${name}` : `${name} ${issue.message}`;
  return [{ file, line: entry?.line ?? 1, message }];
}

type Entries = Map<string, { value: string; line: number }>;
export type Problem = { file: string; line: number; message: string };
export type ParsedDocument = {
  file: string;
  front: Omit<FrontMatter, "title">;
  language: DocumentLocale;
  text: DocumentText;
  /** Where in the file this entry of the front matter stands. */
  lineOf: (name: keyof FrontMatter) => number;
};
