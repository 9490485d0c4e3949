import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { findChromium } from "./support/chromium";
import { makeContactSheet } from "./support/contact-sheet";

/** `npm run screens`: every page and state at three widths, in one picture. */
const bin = (path: string) => `node_modules/${path}`;
const commands = [
  [bin("next/dist/bin/next"), "build"],
  [
    bin("@playwright/test/cli.js"),
    "test",
    ...["--config", "e2e/playwright.config.ts", "--project=v1", "screens.story"],
  ],
];

async function main(): Promise<void> {
  rmSync("e2e/.output/screens", { recursive: true, force: true });
  mkdirSync("e2e/.output", { recursive: true });
  const environment = { ...process.env, CHROMIUM: findChromium(), SCREENS: "all" };
  for (const command of commands) {
    const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env: environment });
    if (status !== 0) process.exitCode = 1;
  }
  console.log(`\nLook at ${await makeContactSheet()}`);
}

await main();
