import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nextEnv from "@next/env";
import { afterAll, describe, expect, it } from "vitest";
import { describeExpanded, findExpanded } from "./env-files";

const place = mkdtempSync(join(tmpdir(), "env-"));
afterAll(() => rmSync(place, { recursive: true }));

/** What Next reads from a file with this one line. */
function load(written: string): Record<string, string | undefined> {
  writeFileSync(join(place, ".env"), `\uFEFFSOME_SECRET=${written}\r\n`);
  const quiet = { info: () => undefined, error: () => undefined };
  const { parsedEnv } = nextEnv.loadEnvConfig(place, false, quiet, true);
  return { SOME_SECRET: parsedEnv?.["SOME_SECRET"] };
}

describe("a dollar sign in a value", () => {
  it.each(["ab$cd$ef", "$begin", "end${x}", "ab${x:-y}cd", '"ab$cd"', "'ab$cd'", "a$b.c*d$e"])(
    "is reported if Next removes it: %s",
    (written) => {
      const found = findExpanded(place, "production", load(written));
      expect(found).toEqual([{ file: ".env", name: "SOME_SECRET" }]);
      expect(found.map(describeExpanded).join()).not.toContain(written);
    },
  );

  it.each(["ab\\$cd\\$ef", "plain", "price$", "a$$", "5 \\$"])("is no problem in %s", (written) => {
    const env = load(written);
    const arrives = env["SOME_SECRET"] === written.replaceAll("\\$", "$");
    expect(findExpanded(place, "production", env)).toHaveLength(arrives ? 0 : 1);
  });

  it("is no problem if the shell or an earlier file sets the value", () => {
    load("ab$cd$ef");
    expect(findExpanded(place, "production", { SOME_SECRET: "from the shell" })).toEqual([]);
    writeFileSync(join(place, ".env.production.local"), "SOME_SECRET=other\n");
    expect(findExpanded(place, "production", { SOME_SECRET: "other" })).toEqual([]);
  });
});
