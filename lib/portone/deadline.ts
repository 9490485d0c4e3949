import { setTimeout as sleep } from "node:timers/promises";

/** All that one question to PortOne may take, in milliseconds, however often it is asked. */
export const defaultDeadlineMs = 10_000;
/** Tries of one call, the first included. */
export const maximumTries = 3;

/** A point of the steady clock, in milliseconds. */
export function endsIn(milliseconds: number): number {
  return performance.now() + milliseconds;
}

/** Milliseconds until then; at least 1, so that a timer can be set. */
export function remaining(ends: number): number {
  return Math.max(Math.ceil(ends - performance.now()), 1);
}

/** What the work gives, or null when it has not by then. The work itself is not stopped. */
export async function before<T>(ends: number, work: Promise<T>): Promise<T | null> {
  const stop = new AbortController();
  try {
    return await Promise.race([work, sleep(remaining(ends), null, { signal: stop.signal })]);
  } finally {
    stop.abort();
  }
}

/** Milliseconds before the next try: longer each time, with jitter. Null when there is no time left. */
export function pauseAfter(tries: number, ends: number): number | null {
  const pause = 100 * 2 ** tries * (0.5 + Math.random());
  return tries >= maximumTries || endsIn(pause) >= ends ? null : pause;
}
