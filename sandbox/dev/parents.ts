import { isAlive } from "@/prisma/commands/development";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const pollInterval = 500;

/**
 * Calls back once a process that started this one is gone: npm, its shell, the TypeScript runner.
 * Killed, they do not tell their children, which would keep the ports for ever.
 */
export function whenParentsGone(gone: () => void): void {
  const parents = parentsUpToNpm();
  const timer = setInterval(() => {
    if (parents.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, pollInterval);
  timer.unref();
}

/** Not beyond npm: there stands the user's own shell, which may end before its background jobs. */
function parentsUpToNpm(): number[] {
  const direct = [process.ppid];
  if (process.env["npm_lifecycle_event"] === undefined) return direct;
  const parents: number[] = [];
  for (let pid = process.ppid; pid > 1;) {
    const { parent, command } = describeProcess(pid);
    parents.push(pid);
    if (/^(\S*node )?\S*npm(-cli\.js)?\b/.test(command)) return parents;
    pid = parent;
  }
  return direct;
}

function describeProcess(pid: number): ProcessLine {
  return existsSync(`/proc/${pid}/stat`) ? readFromProc(pid) : askPs(pid);
}

/** Linux. */
export function readFromProc(pid: number): ProcessLine {
  // The name, in brackets, may hold anything; after it come the state and the parent's id.
  const [, parent] = /\) \S (\d+)[^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  return { parent: Number(parent ?? 0), command };
}

/** Elsewhere. */
export function askPs(pid: number): ProcessLine {
  const { stdout } = spawnSync("ps", ["-o", "ppid=,command=", "-p", `${pid}`], {
    encoding: "utf8",
  });
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? "") ?? [];
  return { parent: Number(parent ?? 0), command: (command ?? "").trim() };
}

type ProcessLine = { parent: number; command: string };
