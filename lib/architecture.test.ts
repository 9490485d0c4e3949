import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { postAddresses } from "@/lib/requests/post-addresses";

/**
 * The folders of lib, lowest first: each may import those before it and none after it, types
 * included.
 */
const floors = [
  "identity",
  "crypto",
  "passwords",
  "codes",
  "i18n",
  "brand",
  "consents",
  "requests",
  "database",
  "settings",
  "config",
  "telemetry",
  "log",
  "db",
  "audit",
  "limits",
  "form-answers",
  "mail",
  "portone",
  "verification",
  "logins",
  "emails",
  "passkeys",
  "advertising",
  "guardians",
  "accounts",
  "own-account",
  "recovery",
  "admin",
  "exports",
  "compliance",
  "key-rotation",
  "clocks",
  "browser",
  "metrics",
  "jobs",
  "server",
];

/** Which files each rule applies to, what they may not contain or import, and a sample breach. */
const laws: Law[] = [
  {
    says: "lib/identity is pure",
    files: /^lib\/identity\//,
    mayImport: [/^lib\/identity\//, /^temporal-polyfill$/, /^zod$/],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bprocess\./, /\bfetch\(/],
    breaches: [
      ["lib/identity/invented.ts", 'import { db } from "@/lib/db";'],
      ["lib/identity/invented.ts", 'import "../accounts/leave";'],
      ["lib/identity/invented.ts", "const at = new Date();"],
    ],
  },
  {
    says: "may-join is pure",
    files: /^lib\/accounts\/may-join\.ts$/,
    mayImport: [/^lib\/identity\//],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bawait\b/],
    breaches: [["lib/accounts/may-join.ts", "const known = await recognise();"]],
  },
  {
    says: "lib/crypto knows no framework, no database, no settings",
    files: /^lib\/crypto\//,
    mayImport: [/^lib\/crypto\//, /^node:crypto$/, /^node:util$/, /^@node-rs\/argon2$/, /^zod$/],
    breaches: [["lib/crypto/invented.ts", 'import { config } from "@/lib/config";']],
  },
  {
    says: "lib/passwords is pure, since browsers judge by it too",
    files: /^lib\/passwords\//,
    mayImport: [/^lib\/passwords\//, /^@zxcvbn-ts\//],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bprocess\./, /\bfetch\(/],
    breaches: [["lib/passwords/invented.ts", 'import { createHash } from "node:crypto";']],
  },
  {
    says: "lib/portone knows neither Prisma nor Next",
    files: /^lib\/portone\//,
    mayImport: [
      /^lib\/(portone|identity)\//,
      /^lib\/config$/,
      /^(undici|zod|temporal-polyfill)$/,
      /^node:/,
    ],
    breaches: [
      ["lib/portone/invented.ts", 'import { headers } from "next/headers";'],
      ["lib/portone/invented.ts", 'import { PortOneClient } from "@portone/server-sdk";'],
    ],
  },
  {
    says: "lib/verification knows no purpose and no PortOne",
    files: /^lib\/verification\//,
    mayImport: [
      /^lib\/(verification|identity|crypto|consents|database|generated|limits)\//,
      /^lib\/(db|codes)$/,
      /^node:/,
      /^zod$/,
    ],
    mustNotHold: [/["'](signup|guardian|recovery|reverification)["']/],
    breaches: [
      ["lib/verification/invented.ts", 'import { mayJoin } from "@/lib/accounts/may-join";'],
      ["lib/verification/invented.ts", 'if (purpose === "signup") join();'],
    ],
  },
  {
    says: "what decides knows neither a framework nor PortOne",
    files:
      /^lib\/(accounts|own-account|admin|advertising|audit|compliance|emails|exports|guardians|key-rotation|logins|passkeys|recovery)\//,
    mayImport: [
      /^lib\/(accounts|own-account|admin|advertising|audit|compliance|emails|exports|guardians|key-rotation|logins|passkeys|recovery)\//,
      /^lib\/(brand|consents|crypto|database|generated|identity|limits|mail|passwords|verification)\//,
      /^lib\/(db|codes|log)$/,
      /^node:/,
      /^zod$/,
      /^(@simplewebauthn\/server|@zip\.js\/zip\.js|temporal-polyfill|otplib)$/,
    ],
    breaches: [
      ["lib/guardians/invented.ts", 'import { fetchVerification } from "@/lib/portone";'],
      ["lib/logins/invented.ts", 'import { cookies } from "next/headers";'],
      ["lib/key-rotation/invented.ts", 'import { config } from "@/lib/config";'],
    ],
  },
  {
    says: "lib/mail writes and sends mail, and knows neither a framework nor settings",
    files: /^lib\/mail\//,
    mayImport: [
      /^lib\/(mail|brand|crypto|database|generated|i18n|identity)\//,
      /^lib\/(db|log)$/,
      /^(next-intl|nodemailer|zod)$/,
      /^node:/,
    ],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/],
    breaches: [["lib/mail/invented.ts", 'import { config } from "@/lib/config";']],
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
    breaches: [["lib/limits/invented.ts", 'import { headers } from "next/headers";']],
  },
  {
    says: "lib/form-answers keeps what came of forms, and knows none of them",
    files: /^lib\/form-answers\//,
    mayImport: [/^lib\/(form-answers|crypto|generated)\//, /^node:crypto$/, /^zod$/],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/],
    breaches: [["lib/form-answers/invented.ts", 'import { leave } from "@/lib/accounts/leave";']],
  },
  {
    says: "lib/database and lib/db know how to speak to PostgreSQL, and nothing of people",
    files: /^lib\/(database\/|db\.ts$)/,
    mayImport: [
      /^lib\/(crypto|database|generated)\//,
      /^lib\/(config|log|db|telemetry\/traced)$/,
      /^(pg|zod)$/,
      /^@prisma\//,
      /^node:/,
    ],
    breaches: [["lib/database/invented.ts", 'import { leave } from "@/lib/accounts/leave";']],
  },
  {
    says: "lib/telemetry counts and times, and knows nothing of what it is told of",
    files: /^lib\/telemetry\//,
    mayImport: [/^lib\/telemetry\//, /^node:/, /^undici$/, /^@opentelemetry\//],
    mustNotHold: [/\bnew Date\(\)/],
    breaches: [["lib/telemetry/invented.ts", 'import { log } from "@/lib/log";']],
  },
  {
    says: "traces are loaded only where they are asked for",
    files: /^(app|lib)\//,
    except: /^lib\/telemetry\/tracing\//,
    mustNotImport: [/^@opentelemetry\//],
    mustNotHold: [/^import (?!type)[^;]*telemetry\/tracing\//m],
    breaches: [
      ["lib/server/invented.ts", 'import { trace } from "@opentelemetry/api";'],
      ["lib/invented.ts", 'import { startTracing } from "@/lib/telemetry/tracing/start-tracing";'],
    ],
  },
  {
    says: "lib/settings reads and judges settings, and is handed the environment",
    files: /^lib\/settings\//,
    mayImport: [/^lib\/(settings|crypto|database|identity|requests)\//, /^node:/, /^zod$/],
    breaches: [["lib/settings/invented.ts", "const key = process.env.KEY;"]],
    mustNotHold: [/\bprocess\.env\b/],
  },
  {
    says: "lib/consents/source reads the documents when the project is built, and nothing else does",
    files: /^lib\/consents\/source\//,
    mayImport: [/^lib\/consents\//, /^node:(fs|path|crypto)$/, /^(micromark|zod)$/],
    breaches: [["lib/consents/source/invented.ts", 'import { db } from "@/lib/db";']],
  },
  {
    says: "words and documents depend on nothing but codes and dates",
    files: /^lib\/(i18n|consents|brand|codes)/,
    except: /^lib\/consents\/source\//,
    mustNotImport: [/^lib\/consents\/source\//],
    mayImport: [
      /^lib\/(i18n|consents|brand)\//,
      /^lib\/identity\/seoul-date$/,
      /^lib\/generated\/documents$/,
      /^lib\/codes$/,
      /^next(-intl)?(\/|$)/,
      /^(negotiator|@formatjs\/intl-localematcher|culori\/fn)$/,
      /^node:crypto$/,
      /^zod$/,
    ],
    breaches: [["lib/consents/invented.ts", 'import { db } from "@/lib/db";']],
  },
  {
    says: "lib/jobs wires what runs by itself, without a framework, and is handed its settings",
    files: /^lib\/jobs\//,
    mayImport: [
      /^lib\/(jobs|accounts|admin|advertising|audit|clocks|exports|form-answers|generated|limits|logins|mail|verification)\//,
      /^lib\/log$/,
      /^node:/,
    ],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/],
    breaches: [["lib/jobs/invented.ts", 'import { config } from "@/lib/config";']],
  },
  {
    says: "lib/clocks compares clocks, and is handed them",
    files: /^lib\/clocks\//,
    mayImport: [/^lib\/(clocks|identity|verification|generated)\//, /^lib\/log$/, /^zod$/],
    mustNotHold: [/\bnew Date\(\)/, /\bDate\.now\b/],
    breaches: [["lib/clocks/invented.ts", "const ours = new Date();"]],
  },
  {
    says: "lib/requests touches requests before Next does, and knows nothing of people",
    files: /^lib\/requests\//,
    mayImport: [/^lib\/requests\//, /^node:/, /^(bowser|ipaddr\.js|undici|zod)$/],
    breaches: [["lib/requests/invented.ts", 'import { db } from "@/lib/db";']],
  },
  {
    says: "lib/browser does not speak PortOne",
    files: /^lib\/browser\//,
    except: /^lib\/browser\/former-seal\.ts$/,
    mayImport: [
      /^lib\/(browser|accounts|own-account|admin|recovery|consents|crypto|identity|limits|logins|passkeys|requests|verification)\//,
      /^lib\/(config|db|codes|log)$/,
      /^next\//,
      /^react$/,
      /^node:/,
      /^zod$/,
    ],
    breaches: [
      ["lib/browser/invented.ts", 'import { readCallbackBody } from "@/lib/portone";'],
      ["lib/browser/invented.ts", 'const { sealData } = await import("iron-session");'],
    ],
  },
  {
    says: "the former seal is opened, never written, and its library loaded when one comes",
    files: /^lib\/browser\/former-seal\.ts$/,
    mayImport: [/^iron-session$/],
    mustNotHold: [/\bsealData\b/, /^import /m],
    breaches: [
      ["lib/browser/former-seal.ts", 'import { unsealData } from "iron-session";'],
      ["lib/browser/former-seal.ts", "const seal = await sealData(content, { password });"],
    ],
  },
  {
    says: "lib/server wires, and holds no rule",
    files: /^lib\/server\//,
    mayImport: [/^lib\//, /^node:/, /^zod$/],
    mustNotHold: [/\bprocess\.env\b/, /\$(transaction|queryRaw|executeRaw)\b/],
    breaches: [["lib/server/invented.ts", "await db.$transaction(work);"]],
  },
  {
    says: "app only translates: no Prisma, no environment, no crypto, no sets of states",
    files: /^app\//,
    mustNotImport: [
      /^@prisma\//,
      /^lib\/generated\/prisma\//,
      /^lib\/crypto\//,
      /^node:crypto$/,
      /^pg$/,
    ],
    mustNotHold: [/\bprocess\.env\b/, /\$queryRaw/],
    breaches: [
      ["app/invented/page.tsx", 'import { seal } from "@/lib/crypto/seal";'],
      ["app/invented/page.tsx", "const name = process.env.NAME;"],
    ],
  },
  {
    says: "the product never imports its stand-ins",
    files: /^(app|lib)\/|^(proxy|instrumentation)\.ts$/,
    mustNotImport: [/^(sandbox|bench|e2e)(\/|$)/],
    breaches: [["lib/invented/here.ts", 'import { startSandbox } from "@/sandbox/portone";']],
  },
  {
    says: "proxy.ts writes response headers and decides nothing",
    files: /^proxy\.ts$/,
    mayImport: [/^next\/server$/, /^lib\/config$/, /^lib\/requests\/content-policy$/],
    mustNotHold: [/redirect\(/, /\.cookies\b/],
    breaches: [["proxy.ts", 'if (request.cookies.has("x")) NextResponse.redirect(elsewhere);']],
  },
  {
    says: "one reader of the environment",
    files: /^(app|lib)\/|^(proxy|instrumentation)\.ts$/,
    except: /^lib\/config\.ts$/,
    mustNotHold: [/\bprocess\.env\b(?!\.NEXT_RUNTIME)/],
    breaches: [["lib/log.ts", 'const level = process.env["LEVEL"];']],
  },
  {
    says: "no findFirst (an undefined filter returns the first row), no any, no rule switched off",
    files: /^(app|lib|sandbox|prisma)\//,
    mustNotHold: [
      /\bfindFirst\b/,
      /\bas any\b/,
      /@ts-(ignore|nocheck|expect-error)/,
      /eslint-disable/,
    ],
    breaches: [
      ["lib/accounts/invented.ts", "await db.account.findFirst({ where });"],
      ["app/invented.tsx", "const row = found as any;"],
    ],
  },
  {
    says: "forms post to handlers of our own (docs/decisions/0001)",
    files: /^app\//,
    mustNotHold: [/["']use server["']/],
    breaches: [["app/invented/actions.ts", '"use server";']],
  },
  {
    says: "a handler asks who is logged in; only a page is redirected by asking",
    files: /^app\/.*\/route\.ts$/,
    mustNotHold: [/\brequire(Account|OwnAccount|Administrator)\(/],
    breaches: [["app/invented/submit/route.ts", "const { id } = await requireAccount();"]],
  },
  {
    says: "a member's form is refused in another member's login; whoever logs out wants nobody in",
    files: /^app\/account\/.*\/route\.ts$/,
    except: /^app\/account\/log-out\//,
    mustNotHold: [/\bformHandler\(/],
    breaches: [["app/account/x/route.ts", "export const { GET, POST } = formHandler(place, act);"]],
  },
  {
    says: "no console in the product",
    files: /^(app|lib)\//,
    except: /^lib\/log\.ts$/,
    mustNotHold: [/\bconsole\./],
    breaches: [["app/invented.tsx", "console.log(person);"]],
  },
  {
    says: "PortOne's words stay where PortOne is spoken to",
    files: /^(app|lib)\//,
    except: /^lib\/portone\/|^app\/certifications\/|^app\/verification\/verification-sdk\.ts$/,
    mustNotHold: [/\bimp_uid\b/, /\bmerchant_uid\b/, /\bunique_key\b/],
    breaches: [["lib/verification/invented.ts", "const { imp_uid } = body;"]],
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
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .filter((path) => !path.startsWith("lib/generated/") && !path.includes("/.output/"))
  .filter((path) => !path.includes("/node_modules/"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("the architecture", () => {
  it("finds files to check", () => {
    expect(sources.length).toBeGreaterThan(40);
  });
  for (const law of laws) {
    it(law.says, () => {
      expect(sources.flatMap((source) => breachesOf(law, source))).toEqual([]);
    });
    it(`notices a breach: ${law.says}`, () => {
      for (const [path, text] of law.breaches) {
        expect(breachesOf(law, { path, text }), text).not.toEqual([]);
        expect(breachesOf(law, { path, text: `// ${text}` }), "in a comment").toEqual([]);
      }
    });
  }
  it("no room of lib imports one that comes later in the list", () => {
    expect(sources.flatMap((source) => upwardFrom(source))).toEqual([]);
    const text = 'import type { Job } from "@/lib/jobs/run-jobs";';
    expect(upwardFrom({ path: "lib/identity/invented.ts", text })).toHaveLength(1);
    expect(upwardFrom({ path: "lib/invented/here.ts", text: "" })).toHaveLength(1);
  });
  it("there is no import cycle, types included", () => {
    expect(circles(sources)).toEqual([]);
    const invented = [
      { path: "lib/a.ts", text: 'import type { B } from "./b";' },
      { path: "lib/b.ts", text: 'import { c } from "@/lib/c";' },
      { path: "lib/c.ts", text: 'export { a } from "./a";' },
      { path: "lib/d.ts", text: 'import { a } from "./a";' },
    ];
    expect(circles(invented)).toEqual(["lib/a.ts", "lib/b.ts", "lib/c.ts"]);
  });
  it("no folder holds more than fifteen source files", () => {
    expect(crowded(sources)).toEqual([]);
    const invented = Array.from({ length: 16 }, (_, at) => ({ path: `lib/a/${at}.ts`, text: "" }));
    expect(crowded(invented)).toEqual(["lib/a: 16"]);
  });
  it("every address that takes a POST is listed, and refuses other sites first", () => {
    const handlers = sources.filter(
      ({ path, text }) => /^app\/.*route\.ts$/.test(path) && /\bPOST\b/.test(text),
    );
    const addresses = handlers.map(({ path }) => path.slice("app".length, -"/route.ts".length));
    expect(addresses.sort()).toEqual([...postAddresses].sort());
    const unguarded = handlers.filter(
      ({ path, text }) =>
        !path.startsWith("app/certifications/") &&
        // Posted by mail programs, from wherever they are: what it may do is in its token alone.
        path !== "app/link/unsubscribe/one-click/route.ts" &&
        !/export const \{ GET, POST \} = (form|logIn|member|stepUp|json|link|administrator)Handler\(/.test(
          text,
        ),
    );
    expect(unguarded.map(({ path }) => path)).toEqual([]);
    for (const { path, text } of handlers.filter(({ text }) =>
      /(form|logIn|member|stepUp|json|link|administrator)Handler\(/.test(text),
    )) {
      const address = path.slice("app".length, -"/route.ts".length);
      expect(text, path).toContain(`action: "${address}"`);
    }
  });
});

function breachesOf(law: Law, { path, text }: Source): string[] {
  if (!law.files.test(path) || law.except?.test(path)) return [];
  if (path.includes(".fixture.")) return [];
  const code = codeOf(text);
  const imported = importsOf(path, code);
  return [
    ...imported
      .filter((target) => law.mayImport && !law.mayImport.some((allowed) => allowed.test(target)))
      .map((target) => `${path} may not import ${target}`),
    ...imported
      .filter((target) => law.mustNotImport?.some((forbidden) => forbidden.test(target)))
      .map((target) => `${path} must not import ${target}`),
    ...(law.mustNotHold ?? [])
      .filter((forbidden) => forbidden.test(code))
      .map((forbidden) => `${path} holds ${String(forbidden)}`),
  ];
}

/** A file's imports of a folder above its own, or the folder itself if it is not in the list. */
function upwardFrom({ path, text }: Source): string[] {
  if (!path.startsWith("lib/") || path.includes(".fixture.")) return [];
  const floor = floors.indexOf(roomOf(path));
  if (floor < 0) return [`${path} stands on no floor`];
  return importsOf(path, codeOf(text))
    .filter((target) => target.startsWith("lib/") && !target.startsWith("lib/generated/"))
    .filter((target) => floors.indexOf(roomOf(target)) > floor)
    .map((target) => `${path} must not import ${target}: it comes later`);
}

function roomOf(path: string): string {
  return path.split("/")[1]?.replace(/\.ts$/, "") ?? "";
}

/** Files that import themselves through others. */
function circles(files: Source[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const endings = ["", ".ts", ".tsx", "/index.ts"];
  const next = new Map(
    files.map(({ path, text }) => {
      const targets = importsOf(path, codeOf(text)).flatMap((target) =>
        endings.map((ending) => `${target}${ending}`).filter((each) => paths.has(each)),
      );
      return [path, targets];
    }),
  );
  const comesRound = (start: string) => {
    const seen = new Set<string>();
    const waiting = [...(next.get(start) ?? [])];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at === start) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      waiting.push(...(next.get(at) ?? []));
    }
    return false;
  };
  return [...paths].filter(comesRound).sort();
}

/** Tests, stories and fixtures do not count. */
function crowded(files: Source[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    if (/\.(fixture|story)\.tsx?$/.test(path)) continue;
    counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 15).map(([path, count]) => `${path}: ${count}`);
}

function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

/** Packages by name, our own files by path from the root. */
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
  mustNotHold?: RegExp[];
  /** Path and text of files in which the rule must find a breach. */
  breaches: [path: string, text: string][];
};
