import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { join, verify, verifyToRecover, type Place } from "@/e2e/support/sign-up";
import { findChromium, launchOptions } from "@/e2e/support/chromium";
import { freePort } from "@/e2e/support/free-port";
import { startStack } from "@/e2e/support/stack";
import { SandboxControl } from "@/e2e/support/story";
import { lighthouseCli } from "../own-packages";

const categories = ["performance", "accessibility", "best-practices"] as const;
/** Text only: what the framework and the machine leave to reach. */
const floor = "/terms";
/** Each page, and who looks at it. */
const pages: readonly [path: string, visitor: keyof typeof visitors][] = [
  [floor, "anybody"],
  ["/", "anybody"],
  ["/signup", "anybody"],
  ["/signup/details", "verified"],
  ["/login", "anybody"],
  ["/privacy", "anybody"],
  ["/recover", "anybody"],
  ["/recover/password", "recovering"],
  ["/account", "member"],
  ["/account/password", "member"],
  ["/account/email", "member"],
  ["/account/passkeys", "member"],
  ["/account/sessions", "member"],
  ["/account/consents", "member"],
  ["/account/data", "member"],
  ["/account/verify", "member"],
  ["/account/leave", "member"],
];
/** The middle one counts: the machine's noise reaches a single run. */
const runs = 5;
const triesEach = 3;

/** Lighthouse as on a phone (simulated slow 4G, 4 times slower processor), on the production build. */
export async function benchLighthouse(): Promise<LighthouseRow[]> {
  const stack = await startStack({ version: "v1" });
  const port = await freePort();
  const options = launchOptions(findChromium());
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const sandbox = new SandboxControl(stack.sandboxUrl);
    const place: Place = { ...stack, sandbox, version: "v1" };
    const rows: LighthouseRow[] = [];
    let floorScore: number | null = null;
    for (const [path, visitor] of pages) {
      const reports: Report[] = [];
      // Another person for each page: what they may do lasts ten minutes.
      const { key } = await sandbox.invent({});
      const cookies = await visitors[visitor](place, key);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      for (let run = 0; run < runs; run += 1) {
        const headers = cookie === "" ? {} : { cookie };
        reports.push(await inspect(`${stack.appUrl}${path}`, port, headers));
      }
      floorScore ??= middle(reports, scoreOf("performance"));
      rows.push(...summarise(path, reports, floorScore));
    }
    return rows;
  } finally {
    await browser.close();
    await stack.close();
  }
}

/** The cookies of a browser in which this person came so far. */
const visitors = {
  anybody: () => Promise.resolve(new Map<string, string>()),
  verified: async (place: Place, person: string) =>
    (await verify(place, { person })).client.cookies,
  member: async (place: Place, person: string) => (await join(place, { person })).client.cookies,
  recovering: async (place: Place, person: string) => {
    await join(place, { person });
    return (await verifyToRecover(place, { person })).client.cookies;
  },
};

/** Chromium's trace lacks its beginning now and then: Lighthouse itself says to run it again. */
async function inspect(
  url: string,
  port: number,
  headers: Record<string, string>,
): Promise<Report> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inspectOnce(url, port, headers);
    } catch (error) {
      const told = error instanceof Error && "stderr" in error ? `${error.stderr}`.trim() : error;
      if (tries === triesEach) throw new Error(`Lighthouse on ${url}: ${told}`);
    }
  }
}

async function inspectOnce(
  url: string,
  port: number,
  headers: Record<string, string>,
): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      lighthouseCli,
      url,
      `--port=${port}`,
      "--output=json",
      "--quiet",
      `--only-categories=${categories.join(",")}`,
      `--extra-headers=${JSON.stringify(headers)}`,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return reportSchema.parse(JSON.parse(stdout));
}

function middle(reports: readonly Report[], of: (report: Report) => number): number {
  return reports.map(of).sort((a, b) => a - b)[Math.floor(reports.length / 2)] ?? Number.NaN;
}

/** Of 100. */
function scoreOf(name: (typeof categories)[number]): (report: Report) => number {
  return ({ categories: found }) => (found[name]?.score ?? Number.NaN) * 100;
}

function summarise(path: string, reports: readonly Report[], floorScore: number): LighthouseRow[] {
  const failed = new Set(
    reports.flatMap(({ audits, categories: found }) =>
      ["accessibility", "best-practices"].flatMap((name) =>
        (found[name]?.auditRefs ?? [])
          .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
          .map(({ id }) => id),
      ),
    ),
  );
  return [
    ...categories.map((name) => {
      const value = middle(reports, scoreOf(name));
      return {
        what: `Lighthouse ${path} ${name}${path === floor ? " (floor)" : ""}`,
        value,
        unit: "of 100",
        ratio: name === "performance" ? value / floorScore : null,
        note: name === "performance" ? "" : [...failed].join(", "),
      };
    }),
    {
      what: `Lighthouse ${path} layout shift`,
      value: middle(
        reports,
        ({ audits }) => (audits["cumulative-layout-shift"]?.numericValue ?? 0) * 1000,
      ),
      unit: "thousandths",
      ratio: null,
      note: "",
    },
  ];
}

const reportSchema = z.object({
  audits: z.record(
    z.string(),
    z.object({ score: z.number().nullable(), numericValue: z.number().optional() }),
  ),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;
export type LighthouseRow = {
  what: string;
  value: number;
  unit: string;
  /** To the floor. */
  ratio: number | null;
  /** What is not as it should be. */
  note: string;
};
