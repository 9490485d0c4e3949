import { readFileSync } from "node:fs";
import { residentMb } from "./processes";
import { median } from "./slices";

/** What a process keeps in memory (VmRSS of /proc), read again and again until `stop`. */
export function watchMemory(pid: number, interval = 100) {
  const readings: number[] = [];
  const read = () => readings.push(residentMb(pid));
  read();
  const timer = setInterval(read, interval);
  return {
    stop: (): MemoryReadings => {
      clearInterval(timer);
      read();
      return { highest: Math.max(...readings), middle: median(readings) };
    },
  };
}

/** Of a process that is left alone for so long. */
export async function memoryAtRest(pid: number, milliseconds: number): Promise<number> {
  const watch = watchMemory(pid);
  await new Promise((go) => setTimeout(go, milliseconds));
  return watch.stop().middle;
}

/** The most that a process has held so far (VmHWM), as the kernel itself notes it; null once it is gone. */
export function highWaterMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const found = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    return found === undefined ? null : Number(found) / 1024;
  } catch {
    return null;
  }
}

/** In MB. */
export type MemoryReadings = { highest: number; middle: number };
