import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { freePort } from "@/e2e/support/free-port";

const sources = "bench/peers";
/** Here they find both the root's packages and those of this folder. */
const built = "bench/node_modules/.peers";

/** Plain JavaScript of the peers: with a loader in their process they would look heavier than they are. */
export function buildPeers(): void {
  mkdirSync(built, { recursive: true });
  writeFileSync(join(built, "package.json"), '{ "type": "module" }\n');
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
  for (const name of readdirSync(sources)) {
    const { outputText } = transpileModule(readFileSync(join(sources, name), "utf8"), {
      compilerOptions,
    });
    writeFileSync(join(built, name.replace(/\.ts$/, ".js")), outputText);
  }
}

export function builtPeer(name: string): string {
  return resolve(built, `${name}.js`);
}

export async function startPeer(name: string, env: Record<string, string>): Promise<Program> {
  return startProgram([builtPeer(name)], env);
}

/** A program of ours on a free port; resolves when it listens. */
async function startProgram(
  words: readonly string[],
  env: Record<string, string>,
): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, words, {
    env: {
      PATH: process.env["PATH"] ?? "",
      NODE_ENV: "production",
      PORT: `${port}`,
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const kill = () => child.kill();
  process.once("exit", kill);
  const origin = `http://127.0.0.1:${port}`;
  while ((await fetch(origin).catch(() => null)) === null) {
    if (child.exitCode !== null) throw new Error(`${words.join(" ")} did not start`);
    await new Promise((go) => setTimeout(go, 20));
  }
  const close = () => {
    process.off("exit", kill);
    return ended(child);
  };
  return { origin, pid: child.pid ?? 0, close };
}

/** With webpack: Turbopack would take the root's proxy and instrumentation into it. */
export function buildMinimalNext(): void {
  const words = [next, "build", "--webpack", minimalNext];
  const { status } = spawnSync(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("The build of bench/minimal-next failed");
}

export function startMinimalNext(env: Record<string, string>): Promise<Program> {
  return startProgram([next, "start", minimalNext, "--hostname", "127.0.0.1"], env);
}

const next = "node_modules/next/dist/bin/next";
const minimalNext = "bench/minimal-next";

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once("exit", () => resolve());
    child.kill();
  });
}

export type Program = { origin: string; pid: number; close: () => Promise<void> };
