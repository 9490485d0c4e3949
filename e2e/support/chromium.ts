import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/**
 * Playwright's Chromium, else one on the PATH, else installs one.
 * @throws Error with the command to run if there is none.
 */
export function findChromium(): string {
  const found = installed() ?? install();
  if (found !== null) return found;
  throw new Error(
    "The browser tests need Chromium. Run `npx playwright install --with-deps chromium` once, then try again.",
  );
}

/** No requests of Chromium's own; root may run it in a container. */
export function launchOptions(executablePath: string): LaunchOptions {
  const root = process.getuid?.() === 0;
  return {
    executablePath,
    args: [
      ...(root ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

function installed(): string | null {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const found = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (found) return found;
  }
  return null;
}

function install(): string | null {
  console.log("No Chromium found; installing one for the browser tests.");
  const quiet = { stdio: "ignore" } as const;
  const minutes = (count: number) => ({ ...quiet, timeout: count * 60_000 });
  spawnSync(
    process.execPath,
    ["node_modules/playwright/cli.js", "install", "chromium"],
    minutes(5),
  );
  if (installed() === null && process.platform === "linux" && process.getuid?.() === 0) {
    spawnSync("apt-get", ["update"], minutes(3));
    spawnSync("apt-get", ["install", "-y", "chromium"], minutes(10));
  }
  return installed();
}
