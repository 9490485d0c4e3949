import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { postAddresses } from "@/lib/requests/post-addresses";

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
      /^lib\/(db|codes|log)$/,
      /^node:/,
      /^zod$/,
      /^@zxcvbn-ts\/language-common$/,
    ],
    mustNotHold: [],
  },
  {
    says: "lib/limits counts, without a framework",
    files: /^lib\/limits\//,
    mayImport: [
      /^lib\/(limits|audit|crypto|generated)\//,
      /^lib\/db$/,
      /^node:/,
      /^rate-limiter-flexible$/,
      /^zod$/,
    ],
    mustNotHold: [],
  },
  {
    says: "lib/jobs wires what runs by itself, without a framework, and is handed its settings",
    files: /^lib\/jobs\//,
    mayImport: [/^lib\/(jobs|accounts|admin|audit|limits)\//, /^lib\/(log|clocks)$/, /^node:/],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/],
  },
  {
    says: "lib/requests touches requests before Next does, and knows nothing of people",
    files: /^lib\/requests\//,
    mayImport: [/^lib\/requests\//, /^node:/, /^undici$/, /^zod$/],
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
    says: "forms post to handlers of our own (docs/decisions/0001)",
    files: /^app\//,
    mustNotHold: [/["']use server["']/],
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
  it("every address that takes a POST is listed, and refuses other sites first", () => {
    const handlers = sources.filter(
      ({ path, text }) => /^app\/.*route\.ts$/.test(path) && /\bPOST\b/.test(text),
    );
    const addresses = handlers.map(({ path }) => path.slice("app".length, -"/route.ts".length));
    expect(addresses.sort()).toEqual([...postAddresses].sort());
    const unguarded = handlers.filter(
      ({ path, text }) =>
        !path.startsWith("app/certifications/") &&
        !text.includes("export const { GET, POST } = formHandler("),
    );
    expect(unguarded.map(({ path }) => path)).toEqual([]);
    for (const { path, text } of handlers.filter(({ text }) => text.includes("formHandler("))) {
      const address = path.slice("app".length, -"/route.ts".length);
      expect(text, path).toContain(`action: "${address}"`);
    }
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
