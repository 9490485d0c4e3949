import { defineConfig, devices } from "@playwright/test";
import { findChromium, launchOptions } from "./support/chromium";

const chromium = launchOptions(process.env["CHROMIUM"] ?? findChromium());

/** V1 and V2 each have their own server and database; every story runs on both. */
export default defineConfig<StackOptions>({
  testDir: ".",
  testMatch: "**/*.story.ts",
  outputDir: ".output/traces",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: ".output/playwright.json" }]],
  globalSetup: "./support/global-setup.ts",
  use: {
    ...devices["Desktop Chrome"],
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    launchOptions: chromium,
    // A trace takes a third of the time; `--trace on` makes one.
    screenshot: "only-on-failure",
  },
  projects: [
    // A story for one version only has (v1) or (v2) at the end of its name.
    { name: "v1", grepInvert: /\(v2\)$/, use: { version: "v1" } },
    {
      name: "v2",
      grepInvert: /\(v1\)$/,
      // Stories that do not involve PortOne run on one version only.
      testIgnore:
        /(account|administration|administrators|help-desk|screens|consents|operations|settings|accessibility|devices|keyboard|found-and-shared|slow|weight|leaving|interruptions|forms|proxies|two-builds|several-servers|upgrades|way-out|passkeys|passwords|mail|own-account|round-trips)\.story\.ts$/,
      use: { version: "v2" },
    },
  ],
});

export type StackOptions = { version: "v1" | "v2" };
