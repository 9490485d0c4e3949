import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { findChromium } from "./support/chromium";

/**
 * `npm test`: all checks. The last line counts the tests that really ran; any failure fails the
 * run.
 */
const output = "e2e/.output";
const bin = (path: string) => `node_modules/${path}`;
const ours = ["--import", "tsx", "--import", "./prisma/engine/ready-client.ts"];
const steps: Step[] = [
  { name: "route types", commands: [[bin("next/dist/bin/next"), "typegen"]] },
  {
    name: "types and lint",
    // Each has one thread; a failing one says which it is.
    areAtOnce: true,
    commands: [
      [bin("typescript/bin/tsc"), "--noEmit"],
      [bin("eslint/bin/eslint.js"), "."],
      [bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."],
    ],
  },
  {
    name: "unit and integration tests",
    commands: [
      [
        bin("vitest/vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${output}/vitest.json`,
      ],
    ],
    report: () => {
      const { numPassedTests, numFailedTests, numPendingTests } = vitestReport.parse(
        readJson("vitest.json"),
      );
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
    },
  },
  {
    name: "production build",
    // With what a container holds beside it.
    environment: { NEXT_OUTPUT: "standalone" },
    commands: [[bin("next/dist/bin/next"), "build"]],
  },
  {
    name: "the container's files",
    commands: [[...ours, "e2e/container/run-container.ts", "--built", "."]],
    report: () => counted.parse(readJson("container.json")),
  },
  {
    name: "browser tests",
    commands: [[bin("@playwright/test/cli.js"), "test", "--config", "e2e/playwright.config.ts"]],
    report: () => {
      const { expected, unexpected, flaky, skipped } = playwrightReport.parse(
        readJson("playwright.json"),
      ).stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    },
  },
  {
    name: "a minute's soak",
    commands: [[...ours, "e2e/soak/run-soak.ts", "--minutes", "1"]],
    report: () => counted.parse(readJson("soak.json")),
  },
];

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});
const counted = z.object({
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
});

async function main(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const environment = { CHROMIUM: findChromium() };
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const broken: string[] = [];
  for (const step of steps) {
    console.log(`\n▸ ${step.name}`);
    const ok = await runAll(step, environment);
    const count = tryReport(step);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    if (!ok || count.failed > 0) broken.push(step.name);
  }
  // A failing step without tests, such as the build, counts as one failure.
  if (broken.length > 0) total.failed = Math.max(total.failed, broken.length);
  console.log(broken.length > 0 ? `\nBroken: ${broken.join(", ")}` : "\nAll checks hold.");
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

async function runAll(
  { commands, areAtOnce = false, environment: own = {} }: Step,
  common: Record<string, string>,
): Promise<boolean> {
  const environment = { ...common, ...own };
  if (areAtOnce) {
    const all = await Promise.all(commands.map((command) => run(command, environment)));
    return all.every(Boolean);
  }
  for (const command of commands) {
    if (!(await run(command, environment))) return false;
  }
  return true;
}

function run(command: string[], environment: Record<string, string>): Promise<boolean> {
  const child = spawn(process.execPath, command, {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code === 0)));
}

function tryReport(step: Step): Count {
  try {
    return step.report?.() ?? { passed: 0, failed: 0, skipped: 0 };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(`${output}/${name}`, "utf8"));
}

type Count = { passed: number; failed: number; skipped: number };
type Step = {
  name: string;
  commands: string[][];
  /** Otherwise one after the other, up to the first that fails. */
  areAtOnce?: boolean;
  environment?: Record<string, string>;
  report?: () => Count;
};

await main();
