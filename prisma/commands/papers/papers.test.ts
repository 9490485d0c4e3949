import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { diagrams, withDiagram } from "./diagrams";
import { licencesFile, writeLicences } from "./licences";
import { openapiFile, writeOpenapi } from "./openapi";

const read = (path: string) => readFileSync(path, "utf8");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));

describe("what is written from the code is current", () => {
  it("docs/openapi.json: npm run openapi", () => {
    expect(read(openapiFile)).toBe(writeOpenapi());
    const { paths } = z
      .object({ paths: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(read(openapiFile)));
    for (const path of Object.keys(paths)) {
      expect(existsSync(`app${path}/route.ts`), path).toBe(true);
    }
  });
  it("docs/licences.md: npm run licences", () => {
    expect(read(licencesFile)).toBe(writeLicences());
    // The one package that says nothing of it; a second should be noticed.
    const silent = /## not stated\n\n((?:- .*\n)*)/.exec(read(licencesFile))?.[1];
    expect(silent?.match(/^- \S+/gm)).toEqual(["- @portone/browser-sdk"]);
  });
  it.each(diagrams)("the $name of $file: npm run diagrams", ({ file, name, draw }) => {
    expect(withDiagram(read(file), name, draw())).toBe(read(file));
    expect(draw().split("\n").length).toBeGreaterThan(10);
  });
});

describe("what is installed", () => {
  const exact = /^(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/;
  const stated = z.record(z.string(), z.string());

  it("is one version of each package that we name, and of each floor", () => {
    const { dependencies, devDependencies, overrides } = z
      .object({ dependencies: stated, devDependencies: stated, overrides: stated })
      .parse(JSON.parse(read("package.json")));
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(exact);
    }
    for (const [name, version] of Object.entries(overrides)) {
      expect(version, name).toMatch(exact);
      expect(read("README.md"), `${name}: the README says why`).toContain(`\`${name}\``);
    }
  });

  it.each(["package-lock.json", "bench/package-lock.json"])(
    "is what %s holds the hash of, from any registry",
    (file) => {
      const locked = z.object({
        integrity: z.string().optional(),
        resolved: z.string().optional(),
      });
      const { packages } = z
        .object({ packages: z.record(z.string(), locked) })
        .parse(JSON.parse(read(file)));
      const others = Object.entries(packages).filter(([path]) => path !== "");
      expect(others.length).toBeGreaterThan(20);
      expect(others.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
      expect(others.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    },
  );
});

describe("what people read", () => {
  /** Commands, settings and addresses of the server: everything that has to be typed. */
  const typed = (text: string) =>
    new Set(text.match(/npm (run|ci|test|start)( [a-z][\w:]*)?|\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g));

  it("README.ko.md names the same commands and settings as README.md", () => {
    expect([...typed(read("README.ko.md"))].sort()).toEqual([...typed(read("README.md"))].sort());
  });
  it.each(["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/backup.md"])(
    "%s names commands that are there, and files that are",
    (file) => {
      const text = read(file);
      for (const [, name = ""] of text.matchAll(/npm run ([a-z][\w:]*)/g)) {
        expect(Object.keys(scripts), name).toContain(name);
      }
      const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
      for (const [, path = ""] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(existsSync(`${folder}${path}`), path).toBe(true);
      }
      for (const [, path = ""] of text.matchAll(
        /`((?:app|lib|e2e|prisma|sandbox|deploy|docs|legal)\/[\w./[\]-]+)`/g,
      )) {
        expect(existsSync(path), path).toBe(true);
      }
    },
  );
  it("every command of the table in README.md is a script, and every script stands in a document", () => {
    const documents = ["README.md", "docs/tests.md", "CONTRIBUTING.md", "docs/backup.md"];
    const all = documents.map(read).join("\n");
    const known = new Set(["dev", "build", "start", "test"]);
    const silent = Object.keys(scripts).filter(
      (name) => !known.has(name) && !new RegExp(`\\b${name}\\b`).test(all),
    );
    expect(silent).toEqual([]);
  });
});
