import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { en } from "@/lib/i18n/en";
import { ko } from "@/lib/i18n/ko";
import { findChromium } from "./support/chromium";
import { makeContactSheets } from "./support/screens/contact-sheet";
import { unpictured } from "./support/screens/unpictured";
import { unshownSentences } from "./support/screens/unshown-sentences";

/**
 * `npm run screens`: every page and state at three widths, in sheets to look at. With words after it, only
 * the stories of these names, into the pictures that are there: `npm run screens -- mail-screens`.
 */
const screens = "e2e/.output/screens";
const bin = (path: string) => `node_modules/${path}`;
const chosen = process.argv.slice(2);
const commands = [
  [bin("next/dist/bin/next"), "build"],
  [
    bin("@playwright/test/cli.js"),
    "test",
    ...["--config", "e2e/playwright.config.ts", "--project=v1"],
    ...(chosen.length === 0 ? ["screens.story", "consents.story"] : chosen),
  ],
];

/** The texts of all pictures in this language. */
function readShown(locale: string): string[] {
  return readdirSync(screens)
    .filter((file) => file.endsWith(`-${locale}.txt`))
    .map((file) => readFileSync(join(screens, file), "utf8"));
}

async function main(): Promise<void> {
  if (chosen.length === 0) rmSync(screens, { recursive: true, force: true });
  mkdirSync(screens, { recursive: true });
  const environment = { ...process.env, CHROMIUM: findChromium(), SCREENS: "all" };
  for (const command of commands) {
    const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env: environment });
    if (status !== 0) process.exitCode = 1;
  }
  for (const [locale, catalogue] of Object.entries({ ko, en })) {
    const unshown = unshownSentences(catalogue, readShown(locale));
    const expected = unshown.filter((key) => unpictured[key] !== undefined);
    const open = unshown.filter((key) => unpictured[key] === undefined);
    console.log(`\nNo picture shows these sentences (${locale}): ${open.length}`);
    for (const key of open) console.log(`  ${key}`);
    console.log(`and these, with a reason: ${expected.length}`);
    for (const key of expected) console.log(`  ${key}: ${unpictured[key] ?? ""}`);
    if (open.length > 0) process.exitCode = 1;
  }
  const { sheets, pictures } = await makeContactSheets();
  console.log(`\n${pictures} pictures on ${sheets} sheets: look at e2e/.output/contact-sheets`);
}

await main();
