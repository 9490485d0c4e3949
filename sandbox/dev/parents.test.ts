import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isAlive } from "@/prisma/commands/development";
import { askPs, readFromProc } from "./parents";

/** As npm starts it: npm, a shell, the runner, the program; each waits for the next. */
const chain = `exec -a "npm run dev" node -e '
  require("child_process").spawn("sh", ["-c", "node --import tsx sandbox/dev/parents.fixture.ts; exit"],
    { stdio: "inherit" })'`;

describe("a program that npm started", () => {
  it.each(["npm", "its shell", "the program itself"] as const)(
    "ends when %s is killed",
    async (who) => {
      const top = spawn("bash", ["-c", chain], {
        env: { ...process.env, npm_lifecycle_event: "dev" },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [program = 0, shell = 0] = await idsFrom(top);
      expect([program, shell].every(isAlive)).toBe(true);
      const victims = { npm: top.pid ?? 0, "its shell": shell, "the program itself": program };
      process.kill(victims[who], "SIGKILL");
      await until(() => !isAlive(program), "It did not end");
      top.kill("SIGKILL");
    },
  );
});

describe("what an upgrade of npm or of the system may change", () => {
  it("npm, its shell and the program stand in one line, and npm goes by its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "npm-line-"));
    const dev = `cd "${process.cwd()}" && node --import tsx sandbox/dev/parents.fixture.ts`;
    writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { dev } }));
    const npm = spawn("npm", ["run", "--silent", "dev"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [program = 0] = await idsFrom(npm);
    npm.kill("SIGKILL");
    const changed = "npm no longer calls itself npm in the list of processes";
    await until(() => !isAlive(program), `${changed}: see sandbox/dev/parents.ts`).finally(() => {
      if (isAlive(program)) process.kill(program);
      rmSync(folder, { recursive: true });
    });
  });

  const unknown = ["/proc/self/stat", "ps"].filter((name) =>
    name === "ps" ? spawnSync("ps").error !== undefined : !existsSync(name),
  );
  it.skipIf(unknown.length > 0)("/proc and ps tell the same of a process", () => {
    const told = [readFromProc(process.pid), askPs(process.pid)].map(({ parent }) => parent);
    const changed = "/proc/<pid>/stat or ps tells the parent otherwise";
    expect(told, `${changed}: see sandbox/dev/parents.ts`).toEqual([process.ppid, process.ppid]);
    const commands = [readFromProc(process.pid), askPs(process.pid)].map(({ command }) => command);
    expect(commands[1], `ps tells the command otherwise: see sandbox/dev/parents.ts`).toBe(
      commands[0],
    );
  });
});

/** What the program says first: its own id, its parent's. */
function idsFrom({ stdout }: ChildProcess): Promise<number[]> {
  return new Promise((resolve) => {
    stdout?.setEncoding("utf8").once("data", (text: string) => {
      resolve(text.trim().split(" ").map(Number));
    });
  });
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(otherwise);
}
