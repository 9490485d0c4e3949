import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ko } from "./ko";

const sources = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join("app", path), "utf8"));

/** By its whole name, or by its own in a file that speaks of the group. The codes are named by code. */
function isUsed(group: string, key: string): boolean {
  return sources.some(
    (source) =>
      source.includes(`"${group}.${key}"`) ||
      (source.includes(`Translations("${group}")`) && source.includes(`"${key}"`)),
  );
}

describe("the texts", () => {
  it("are all used: each key stands in some page", () => {
    const unused = Object.entries(ko)
      .filter(([group]) => group !== "codes")
      .flatMap(([group, texts]) =>
        Object.keys(texts)
          .filter((key) => !isUsed(group, key))
          .map((key) => `${group}.${key}`),
      );
    expect(unused).toEqual([]);
  });
});
