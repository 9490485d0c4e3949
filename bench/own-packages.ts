import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

/** Lighthouse's command line, of this folder's own packages: nobody else carries its weight. */
export const lighthouseCli = "bench/node_modules/lighthouse/cli/index.js";

/** Installs bench/package-lock.json where its Lighthouse is not there yet, or is another. */
export function installOwnPackages(): void {
  const wanted = wantedSchema.parse(readJson("bench/package.json")).dependencies.lighthouse;
  const installed = "bench/node_modules/lighthouse/package.json";
  if (existsSync(installed) && installedSchema.parse(readJson(installed)).version === wanted)
    return;
  console.log(`Installing Lighthouse ${wanted} for the benchmarks: npm ci --prefix bench`);
  const { status } = spawnSync("npm", ["ci", "--prefix", "bench"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm ci --prefix bench failed");
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

const wantedSchema = z.object({ dependencies: z.object({ lighthouse: z.string() }) });
const installedSchema = z.object({ version: z.string() });
