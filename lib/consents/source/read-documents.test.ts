import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyDocuments, edit, publish, writeNewTerms } from "./documents.fixture";
import { parseDocument } from "./parse-document";
import { documentsFolder, readDocuments } from "./read-documents";

const terms = "terms/2026-11-01.ko.md";

describe("the company's documents", () => {
  let folder: string;
  beforeEach(() => {
    folder = copyDocuments();
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const problem = () => {
    try {
      readDocuments(folder);
      return "";
    } catch (error) {
      return error instanceof Error ? error.message.replaceAll(`${folder}/`, "") : "";
    }
  };
  const change = (from: string | RegExp, to: string, file = terms) =>
    edit(folder, file, (text) => text.replace(from, to));

  it("can be published as they are", () => {
    expect(readDocuments(documentsFolder).length).toBeGreaterThan(4);
    expect(problem()).toBe("");
  });

  it("need each language", () => {
    rmSync(join(folder, "terms/2026-11-01.en.md"));
    expect(problem()).toContain(`${terms}:1: has no terms/2026-11-01.en.md beside it`);
  });

  it.each([
    [
      "an unknown key",
      /purpose: signup/,
      "purpose: signup\ncolour: red",
      7,
      "does not know colour",
    ],
    ["a key twice", /purpose: signup/, "purpose: signup\nid: terms", 7, "names id twice"],
    ["no purpose", /purpose: signup\n/, "", 1, "lacks purpose"],
    ["a purpose that is none", "signup", "sign-up", 6, "purpose needs signup, guardian"],
    ["a date that is none", "effective: 2026-11-01", "effective: 2026-02-30", 4, "effective needs"],
    ["a version that is none", "version: 2026-11-01", "version: 2", 3, "version needs a date"],
    ["a line that is none", "required: true", "required", 5, "is no line of the form"],
    ["another answer than yes or no", "true", "maybe", 5, "required needs true or false"],
    ["no front matter", "---\n", "", 1, "has no front matter"],
    ["no text", /---\n\n[^]*/, "---\n", 8, "has no text"],
    [
      "a version that the file's name is not",
      "version: 2026-11-01",
      "version: 2026-11-02",
      3,
      "should be terms/2026-11-02",
    ],
    [
      "what only one language says",
      "required: true",
      "required: false",
      5,
      "required is not that of terms/2026-11-01.en.md",
    ],
    [
      "a first day that was published otherwise",
      "effective: 2026-11-01",
      "effective: 2026-11-03",
      4,
      "",
    ],
  ])("name file and line of %s", (_what, from, to, line, message) => {
    change(from, to);
    expect(problem()).toContain(`${terms}:${line}: ${message}`);
  });

  it("do not change a text without its version", () => {
    change("한 사람은", "사람은");
    expect(problem()).toContain(`${terms}:3: the text was changed, and the version was not`);
    expect(() => publish(folder)).not.toThrow();
    expect(problem()).toContain("the text was changed");
  });

  it("do not go back", () => {
    writeNewTerms(folder, "2026-10-01");
    expect(problem()).toContain("terms/2026-10-01.ko.md:3: version goes back: 2026-11-01 is");
  });

  it("do not begin before the version before", () => {
    writeNewTerms(folder, "2027-01-01");
    for (const language of ["ko", "en"]) {
      change("effective: 2027-01-01", "effective: 2026-11-01", `terms/2027-01-01.${language}.md`);
    }
    publish(folder);
    expect(problem()).toContain("terms/2027-01-01.ko.md:4: effective is not after");
  });

  it("are recorded before they are published, and stay", () => {
    writeNewTerms(folder, "2027-01-01");
    expect(problem()).toContain("terms/2027-01-01.ko.md:3: is not published yet");
    publish(folder);
    expect(problem()).toBe("");
    for (const language of ["ko", "en"]) rmSync(join(folder, `terms/2027-01-01.${language}.md`));
    expect(problem()).toContain("terms/2027-01-01.ko.md:1: is published, and the file is gone");
  });

  it.each([
    ["a slot that is none", "[[optional]]", "[[options]]", 20, "[[options]] stands where"],
    ["a slot twice", "[[optional]]", "[[consented]]", 20, "[[consented]] stands where"],
    ["no contact", "[[contact]]", "", 9, "lacks [[contact]]"],
    ["a policy to agree to", "required: false", "required: true", 5, "required must be false"],
  ])("name file and line of %s in the policy", (_what, from, to, line, message) => {
    const file = "policy/2026-11-26.ko.md";
    change(from, to, file);
    expect(problem()).toContain(`${file}:${line}: ${message}`);
  });

  it("never make advertising a condition", () => {
    const file = "advertising-use/2026-11-26.ko.md";
    change("required: false", "required: true", file);
    expect(problem()).toContain(`${file}:5: required must be false`);
    writeFileSync(join(folder, "notes.md"), "not a document: it stands in no folder of one");
  });
});

describe("a text", () => {
  const front =
    "---\nid: x\nversion: 2026-01-01\neffective: 2026-01-01\nrequired: true\npurpose: signup\ntitle: X\n---\n";
  const html = (body: string) => {
    const parsed = parseDocument("x/2026-01-01.ko.md", `${front}${body}`);
    return "text" in parsed ? parsed.text.html : "";
  };

  it("runs nothing, whatever stands in it", () => {
    expect(html("<script>alert(1)</script>")).not.toContain("<script");
    expect(html("<img src=x onerror=alert(1)>")).not.toContain("<img");
    expect(html("[press](javascript:alert(1))")).toBe('<p><a href="">press</a></p>');
    expect(html("**bold**\n\n- a")).toBe("<p><strong>bold</strong></p>\n<ul>\n<li>a</li>\n</ul>");
  });
});
