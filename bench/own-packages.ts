import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Lighthouse's command line, of this folder's own packages: nobody else carries its weight. */
export const lighthouseCli = "bench/node_modules/lighthouse/cli/index.js";

/** Installs bench/package-lock.json where one of its packages is not there yet, or is another. */
export function installOwnPackages(): void {
  const wanted = Object.entries(wantedSchema.parse(readJson("bench/package.json")).dependencies);
  if (wanted.every(([name, version]) => installedVersion(name) === version)) return;
  console.log("Installing the packages of the benchmarks: npm ci --prefix bench");
  const { status } = spawnSync("npm", ["ci", "--prefix", "bench"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm ci --prefix bench failed");
}

function installedVersion(name: string): string | null {
  const path = `bench/node_modules/${name}/package.json`;
  return existsSync(path) ? installedSchema.parse(readJson(path)).version : null;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

const wantedSchema = z.object({ dependencies: z.record(z.string(), z.string()) });
const installedSchema = z.object({ version: z.string() });
