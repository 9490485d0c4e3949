import { setTimeout } from "node:timers/promises";
import { Pool } from "undici";
import { cpuMs } from "./processes";

/** Not measured: connections open, and what was idle wakes up. */
const warmMs = 200;

/**
 * Sends requests over so many kept-alive connections, each request once, until the time is over or
 * no request is left. Every answer must be a 200 that says what the request expects.
 */
export async function runSlice(
  { origin, pid }: { origin: string; pid: number },
  { requests, connections, milliseconds }: SliceOptions,
): Promise<Slice> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const began = performance.now() + warmMs;
  const end = began + milliseconds;
  const before = cpuAt(began, pid);
  const atEnd = cpuAt(end, pid, { ref: false });
  let last = began;
  const answering = Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const request = requests.pop();
        if (request === undefined) return;
        const sent = performance.now();
        const { statusCode, body } = await pool.request(request.call);
        const text = await body.text();
        if (statusCode !== 200 || !text.includes(request.expected)) {
          throw new Error(`${origin}${request.call.path} answered ${statusCode} ${text}`);
        }
        request.answered?.();
        const now = performance.now();
        if (now < began || now > end) continue;
        last = now;
        latencies.push(now - sent);
      }
    }),
  );
  // Where requests run out, nobody waits for the end.
  const after = await Promise.race([atEnd, answering.then(() => cpuMs(pid))]);
  await answering;
  const until = requests.length > 0 ? end : last;
  await pool.close();
  const { length } = latencies;
  const rate = (length * 1_000) / (until - began);
  return { rate, cpuMs: (after - (await before)) / length, latencies };
}

/** `ref`: whether the process stays for it. */
async function cpuAt(moment: number, pid: number, { ref = true } = {}): Promise<number> {
  await setTimeout(moment - performance.now(), undefined, { ref });
  return cpuMs(pid);
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

export type Outgoing = {
  call: { method: "POST"; path: string; headers: Record<string, string>; body: string };
  expected: string;
  answered?: () => void;
};
export type SliceOptions = { requests: Outgoing[]; connections: number; milliseconds: number };
/** `rate` in answers a second; `cpuMs`: of the server's process, for each answer. */
export type Slice = { rate: number; cpuMs: number; latencies: number[] };
