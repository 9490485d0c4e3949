import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** The law of the house. Each rule: which files, and what none of them may contain or import. */
const laws: Law[] = [
  {
    says: "lib/identity is pure",
    files: /^lib\/identity\//,
    mayImport: [/^lib\/identity\//, /^temporal-polyfill$/, /^zod$/],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bprocess\./, /\bfetch\(/],
  },
  {
    says: "may-join is pure",
    files: /^lib\/accounts\/may-join\.ts$/,
    mayImport: [/^lib\/identity\//],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bawait\b/],
  },
  {
    says: "lib/crypto knows no framework, no database, no settings",
    files: /^lib\/crypto\//,
    mayImport: [/^lib\/crypto\//, /^node:crypto$/, /^node:util$/, /^@node-rs\/argon2$/, /^zod$/],
    mustNotHold: [],
  },
  {
    says: "lib/portone knows neither Prisma nor Next",
    files: /^lib\/portone\//,
    mayImport: [
      /^lib\/(portone|identity)\//,
      /^lib\/config$/,
      /^@portone\/server-sdk/,
      /^(undici|zod|temporal-polyfill)$/,
      /^node:/,
    ],
    mustNotHold: [],
  },
  {
    says: "lib/accounts, lib/admin and lib/audit decide without a framework and without PortOne",
    files: /^lib\/(accounts|admin|audit)\//,
    mayImport: [
      /^lib\/(accounts|admin|audit|consents|crypto|identity|generated)\//,
      /^lib\/(db|codes)$/,
      /^node:/,
      /^zod$/,
    ],
    mustNotHold: [],
  },
  {
    says: "lib/limits counts, without a framework",
    files: /^lib\/limits\//,
    mayImport: [
      /^lib\/(limits|crypto|generated)\//,
      /^lib\/db$/,
      /^node:/,
      /^rate-limiter-flexible$/,
      /^zod$/,
    ],
    mustNotHold: [],
  },
  {
    says: "lib/requests touches requests before Next does, and knows nothing of people",
    files: /^lib\/requests\//,
    mayImport: [/^lib\/requests\//, /^node:/, /^zod$/],
    mustNotHold: [],
  },
  {
    says: "lib/sessions does not speak PortOne",
    files: /^lib\/sessions\//,
    mayImport: [
      /^lib\/(sessions|accounts|admin|consents|crypto|limits|requests)\//,
      /^lib\/(config|db|codes|log)$/,
      /^iron-session$/,
      /^next\//,
      /^node:/,
      /^zod$/,
    ],
    mustNotHold: [],
  },
  {
    says: "app only translates: no Prisma, no environment, no crypto",
    files: /^app\//,
    mustNotImport: [
      /^@prisma\//,
      /^lib\/generated\/prisma\//,
      /^lib\/crypto\//,
      /^node:crypto$/,
      /^pg$/,
    ],
    mustNotHold: [/\bprocess\.env\b/, /\$queryRaw/],
  },
  {
    says: "the product never imports its stand-ins",
    files: /^(app|lib)\/|^(proxy|instrumentation)\.ts$/,
    mustNotImport: [/^(sandbox|bench|e2e)(\/|$)/],
    mustNotHold: [],
  },
  {
    says: "proxy.ts writes response headers and decides nothing",
    files: /^proxy\.ts$/,
    mayImport: [/^next\/server$/, /^lib\/(config|content-policy)$/],
    mustNotHold: [/redirect\(/, /\.cookies\b/],
  },
  {
    says: "one reader of the environment",
    files: /^(app|lib)\/|^(proxy|instrumentation)\.ts$/,
    except: /^lib\/config\.ts$/,
    mustNotHold: [/\bprocess\.env\b(?!\.NEXT_RUNTIME)/],
  },
  {
    says: "no findFirst (an undefined filter returns the first row), no any, one logger",
    files: /^(app|lib|sandbox|prisma)\//,
    mustNotHold: [
      /\bfindFirst\b/,
      /\bas any\b/,
      /@ts-(ignore|nocheck|expect-error)/,
      /eslint-disable/,
    ],
  },
  {
    says: "no console in the product",
    files: /^(app|lib)\//,
    except: /^lib\/log\.ts$/,
    mustNotHold: [/\bconsole\./],
  },
  {
    says: "PortOne's words stay where PortOne is spoken to",
    files: /^(app|lib)\//,
    except: /^lib\/portone\/|^app\/certifications\/|^app\/signup\/verification-sdk\.ts$/,
    mustNotHold: [/\bimp_uid\b/, /\bmerchant_uid\b/, /\bunique_key\b/],
  },
];

const rooms = ["app", "lib", "prisma", "sandbox", "e2e", "bench"];
const sources = rooms
  .filter((room) => existsSync(room))
  .flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
  )
  .concat(["proxy.ts", "instrumentation.ts"].filter((path) => existsSync(path)))
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith("lib/generated/"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("the law of the house", () => {
  it("has files to judge", () => {
    expect(sources.length).toBeGreaterThan(40);
  });
  for (const law of laws) {
    it(law.says, () => {
      expect(sources.flatMap((source) => breaches(law, source))).toEqual([]);
    });
  }
  it("every form's action refuses forms of other sites first", () => {
    const actions = sources.filter(({ text }) => text.startsWith('"use server"'));
    expect(actions.length).toBeGreaterThan(5);
    const unguarded = actions.flatMap(({ path, text }) =>
      text
        .split(/^export async function /m)
        .slice(1)
        .filter((body) => !/^[^]*?\{\n  return ownForm\(async \(\) => \{/.test(body))
        .map((body) => `${path}: ${body.slice(0, 30)}`),
    );
    expect(unguarded).toEqual([]);
  });
  it("notices every kind of breach", () => {
    const [identity] = laws;
    if (identity === undefined) throw new Error("no laws");
    const path = "lib/identity/invented.ts";
    expect(breaches(identity, { path, text: 'import { db } from "@/lib/db";' })).toHaveLength(1);
    expect(breaches(identity, { path, text: 'import "../accounts/claim";' })).toHaveLength(1);
    expect(breaches(identity, { path, text: "const at = new Date();" })).toHaveLength(1);
    expect(breaches(identity, { path, text: '// new Date()\nimport "./age-policy";' })).toEqual([]);
  });
});

function breaches(law: Law, { path, text }: Source): string[] {
  if (!law.files.test(path) || law.except?.test(path)) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  const imported = importsOf(path, code);
  return [
    ...imported
      .filter((target) => law.mayImport && !law.mayImport.some((allowed) => allowed.test(target)))
      .map((target) => `${path} may not import ${target}`),
    ...imported
      .filter((target) => law.mustNotImport?.some((forbidden) => forbidden.test(target)))
      .map((target) => `${path} must not import ${target}`),
    ...law.mustNotHold
      .filter((forbidden) => forbidden.test(code))
      .map((forbidden) => `${path} holds ${String(forbidden)}`),
  ];
}

/** Packages by name, our own files as paths from the top. */
function importsOf(path: string, code: string): string[] {
  const found = code.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g);
  return [...found].map(([, target = ""]) => {
    if (target.startsWith("@/")) return target.slice(2);
    return target.startsWith(".") ? normalize(join(dirname(path), target)) : target;
  });
}

type Source = { path: string; text: string };
type Law = {
  says: string;
  files: RegExp;
  except?: RegExp;
  mayImport?: RegExp[];
  mustNotImport?: RegExp[];
  mustNotHold: RegExp[];
};
