import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { findChromium } from "./support/chromium";
import { makeContactSheet } from "./support/contact-sheet";
import { unshownSentences } from "./support/unshown-sentences";

/** `npm run screens`: every page and state at three widths, in one picture. */
const screens = "e2e/.output/screens";
const bin = (path: string) => `node_modules/${path}`;
const commands = [
  [bin("next/dist/bin/next"), "build"],
  [
    bin("@playwright/test/cli.js"),
    "test",
    ...["--config", "e2e/playwright.config.ts", "--project=v1", "screens.story"],
  ],
];

/** The texts of all pictures in this language. */
function readShown(locale: string): string[] {
  return readdirSync(screens)
    .filter((file) => file.endsWith(`-${locale}.txt`))
    .map((file) => readFileSync(join(screens, file), "utf8"));
}

async function main(): Promise<void> {
  rmSync(screens, { recursive: true, force: true });
  mkdirSync("e2e/.output", { recursive: true });
  const environment = { ...process.env, CHROMIUM: findChromium(), SCREENS: "all" };
  for (const command of commands) {
    const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env: environment });
    if (status !== 0) process.exitCode = 1;
  }
  for (const [locale, catalogue] of Object.entries({ ko, en })) {
    const unshown = unshownSentences(catalogue, readShown(locale));
    console.log(`\nNo picture shows these sentences (${locale}): ${unshown.length}`);
    for (const key of unshown) console.log(`  ${key}`);
  }
  console.log(`\nLook at ${await makeContactSheet()}`);
}

await main();
