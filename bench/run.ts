import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { z } from "zod";
import { freePort } from "@/e2e/support/free-port";
import { auditRows, benchAudit } from "./parts/audit";
import { benchColdStart, coldStartRows } from "./parts/cold-start";
import { benchEndurance, enduranceRows } from "./parts/endurance";
import { benchExchange } from "./parts/exchange";
import { exchangeRows, tablesOf, writeExchangePage } from "./parts/exchange-report";
import { benchExport, exportFigureRows } from "./parts/export";
import { benchLighthouse } from "./parts/lighthouse";
import { benchSealedLog, sealedLogRows } from "./parts/sealed-log";
import { installOwnPackages } from "./own-packages";
import { writePlots } from "./plots";
import { profileOurs } from "./profile";
import { residentMb } from "./processes";
import { benchStatements, statementRows, writeStatementsPage } from "./parts/statements";

/**
 * `npm run bench`: each figure beside a floor measured in the same run, since a figure alone says
 * more of the machine than of us. Written to bench/results.json as well. `--only PART`: one of
 * `parts` alone, the others' last figures staying; `--also DIRECTORY`: another build of ours beside
 * this one; `--rows N`: so many people to export and twice as many events to verify, in place of a million.
 */
const seconds = 5;
const connections = 16;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: optionTypes });
  const { only, also = [] } = values;
  const rows = Number(values.rows);
  if (!Number.isInteger(rows) || rows < 1_000 || rows > 1_000_000) {
    throw new Error("--rows takes a number from 1000 to 1000000");
  }
  if (only !== undefined && only !== "profile" && !(only in parts)) {
    throw new Error(`--only takes one of ${Object.keys(parts).join(", ")}, profile`);
  }
  installOwnPackages();
  build();
  if (only === "profile") return showProfiles();
  let known = readResults();
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue;
    const measured = await part({ also, rows });
    known = [
      ...known.filter((row) => row.part !== name),
      ...measured.map((row) => ({ part: name, ...row })),
    ];
    writeFileSync(results, `${JSON.stringify(known, null, 2)}\n`);
  }
}

/** Who was at work, and the twenty functions that took most, in hundredths. */
async function showProfiles(): Promise<void> {
  for (const work of ["exchanges", "signUps"] as const) {
    const { owners, functions } = await profileOurs(work, work === "exchanges" ? 3_000 : 700);
    for (const list of [owners, functions]) {
      console.log(`\n${work}`);
      for (const [name, share] of list.slice(0, 20)) {
        console.log(`${(share * 100).toFixed(1).padStart(5)} ${name}`);
      }
    }
  }
}

/** Each measures its own rows. */
const parts: Record<string, (options: { also: string[]; rows: number }) => Promise<Row[]>> = {
  exchange: async ({ also }) => {
    const figures = await benchExchange({ also });
    if (figures === null) return [];
    console.log(tablesOf(figures));
    await writeExchangePage(figures);
    writePlots(figures);
    return exchangeRows(figures);
  },
  start: async ({ also }) => shown(coldStartRows(await benchColdStart({ also }))),
  endurance: async () => {
    const readings = await benchEndurance();
    return readings === null ? [] : enduranceRows(readings);
  },
  statements: async () => {
    const asked = await benchStatements();
    if (asked === null) return [];
    await writeStatementsPage(asked);
    return shown(statementRows(asked));
  },
  export: async ({ rows }) => {
    const figures = await benchExport(rows);
    return figures === null ? [] : shown(exportFigureRows(figures));
  },
  audit: async ({ rows }) => {
    const measured = await benchAudit(2 * rows);
    if (measured === null) return [];
    return shown([...auditRows(measured.figures), ...statementRows(measured.asked, "events")]);
  },
  "sealed-log": async () => {
    const figures = await benchSealedLog();
    return figures === null ? [] : shown(sealedLogRows(figures));
  },
  sandbox: benchSandboxRows,
  lighthouse: async () => shown(await benchLighthouse()),
};

const results = "bench/results.json";
const optionTypes = {
  only: { type: "string" },
  also: { type: "string", multiple: true },
  rows: { type: "string", default: "1000000" },
} as const;

function readResults() {
  if (!existsSync(results)) return [];
  return z
    .array(z.looseObject({ part: z.string().optional(), what: z.string() }))
    .parse(JSON.parse(readFileSync(results, "utf8")));
}

async function benchSandboxRows() {
  const floor = await benchFloor();
  const sandbox = await benchSandbox();
  const rows: Row[] = [
    { what: "bare node:http, JSON", value: floor, unit: "calls/s", ratio: 1 },
    {
      what: "sandbox GET /certifications/:imp_uid",
      value: sandbox.certifications,
      unit: "calls/s",
      ratio: sandbox.certifications / floor,
    },
    {
      what: "sandbox POST /users/getToken",
      value: sandbox.tokens,
      unit: "calls/s",
      ratio: sandbox.tokens / floor,
    },
    {
      what: "sandbox, process start to first answer",
      value: sandbox.startMs,
      unit: "ms",
      ratio: null,
    },
    { what: "sandbox, memory when idle", value: sandbox.idleMb, unit: "MB", ratio: null },
    { what: "sandbox, memory after the load", value: sandbox.loadedMb, unit: "MB", ratio: null },
  ];
  return shown(rows);
}

function shown<T extends Row & { note?: string }>(rows: T[]): T[] {
  console.table(
    rows.map(({ ratio, value, ...row }) => ({
      ...row,
      value: Math.round(value),
      "ratio to floor": ratio === null ? "" : ratio.toFixed(2),
    })),
  );
  return rows;
}

/** Lighthouse looks at the production build of what is here now. */
function build(): void {
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("The production build failed");
}

async function benchFloor(): Promise<number> {
  const body = JSON.stringify({ code: 0, message: null, response: { certified: true } });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const rate = await load(`http://127.0.0.1:${port}`, { method: "GET", path: "/" });
  server.closeAllConnections();
  server.close();
  return rate;
}

async function benchSandbox() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=2", "--import", "tsx", "sandbox/portone/main.ts", "--port", `${port}`],
    { stdio: "ignore" },
  );
  try {
    while ((await fetch(url).catch(() => null)) === null)
      await new Promise((go) => setTimeout(go, 5));
    const startMs = performance.now() - began;
    const idleMb = residentMb(child.pid);
    const keys = JSON.stringify({ imp_key: "sandbox-key", imp_secret: "sandbox-secret" });
    const headers = { "content-type": "application/json" };
    const granted = await fetch(`${url}/users/getToken`, { method: "POST", headers, body: keys });
    const token = /"access_token":"([^"]+)"/.exec(await granted.text())?.[1] ?? "";
    const made = await fetch(`${url}/_sandbox/certifications`, {
      method: "POST",
      body: JSON.stringify({ person: "adult", merchant_uid: "bench" }),
    });
    const impUid = /imp_\d+/.exec(await made.text())?.[0] ?? "";
    const certifications = await load(url, {
      method: "GET",
      path: `/certifications/${impUid}`,
      headers: { authorization: token },
    });
    const tokens = await load(url, {
      method: "POST",
      path: "/users/getToken",
      headers,
      body: keys,
    });
    return { startMs, idleMb, loadedMb: residentMb(child.pid), certifications, tokens };
  } finally {
    child.kill();
  }
}

/** Calls a second, over kept-alive connections; every answer must be a 200. */
async function load(origin: string, call: Call): Promise<number> {
  const pool = new Pool(origin, { connections });
  let calls = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const { statusCode, body } = await pool.request(call);
        await body.dump();
        if (statusCode !== 200) throw new Error(`${call.path} answered ${statusCode}`);
        calls += 1;
      }
    }),
  );
  await pool.close();
  return (calls * 1000) / (performance.now() - began);
}

type Call = {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
};
type Row = { what: string; value: number; unit: string; ratio: number | null };

await main();
