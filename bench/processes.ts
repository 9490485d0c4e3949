import { readdirSync, readFileSync } from "node:fs";

/** Linux tells these in /proc; elsewhere they stay unknown. */

export function residentMb(pid: number | undefined): number {
  const status = readProc(`${pid ?? 0}/status`);
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** User and system time of all its threads so far, in milliseconds. */
export function cpuMs(pid: number): number {
  const [, ...fields] = statOf(pid);
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * tickMs;
}

/** The Next servers that this process has started: Next names its process itself. */
export function ownNextServers(): number[] {
  const pids = readdir().map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    const [name = "", , parent] = statOf(pid);
    return name.startsWith("next-server") && Number(parent) === process.pid;
  });
}

/** A hundredth of a second, on every Linux that Node is built for. */
const tickMs = 10;

/** The name, then the fields after it: state, parent … (proc_pid_stat(5)). */
function statOf(pid: number): string[] {
  const [, name = "", rest = ""] = /\((.*)\) (.*)/s.exec(readProc(`${pid}/stat`)) ?? [];
  return [name, ...rest.split(" ")];
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return "";
  }
}

function readdir(): string[] {
  try {
    return readdirSync("/proc");
  } catch {
    return [];
  }
}
