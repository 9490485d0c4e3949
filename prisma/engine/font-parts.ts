import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/**
 * Pretendard is published in 92 parts, each with its letters. They are copied to `public/fonts`, and which
 * part holds what is written as a module, so that a server can name the few parts that its settings need.
 */
const published = "node_modules/pretendard";
const css = join(published, "dist/web/variable/pretendardvariable-dynamic-subset.css");
const woff2 = join(published, "dist/web/variable/woff2-dynamic-subset");

export function copyFontParts(): void {
  cpSync(woff2, copied(), { recursive: true });
}

export function areFontPartsCopied(): boolean {
  return existsSync(copied());
}

export function fontPartsText(): string {
  const faces = readFileSync(css, "utf8").matchAll(
    /url\(\.\/woff2-dynamic-subset\/([\w.]+)\)[^}]*unicode-range:\s*([^;]+);/g,
  );
  const parts = [...faces].map(([, file = "", range = ""]) => ({
    url: `/${copied().split("/").slice(1).join("/")}/${file}`,
    letters: range.split(",").map(readRange),
  }));
  if (parts.length === 0) throw new Error(`${css} lists no parts of the font any more`);
  return `import type { FontPart } from "@/lib/brand/font-faces";

/** Generated from ${published}. */
export const fontParts: readonly FontPart[] = ${JSON.stringify(parts)};
`;
}

/** The version is in the path: what stands there never changes. */
function copied(): string {
  const text: unknown = JSON.parse(readFileSync(join(published, "package.json"), "utf8"));
  return `public/fonts/pretendard-${z.object({ version: z.string() }).parse(text).version}`;
}

/** `U+ac00-ac03` as first and last. */
function readRange(range: string): [first: number, last: number] {
  const [first = "", last = first] = range.trim().replace(/^U\+/i, "").split("-");
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
