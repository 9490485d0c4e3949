import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import { flushTraces } from "@/lib/telemetry/traced";

/** Of this process, since Next builds the start and the pages apart. */
const kept: typeof globalThis & { isStopping?: boolean } = globalThis;

/** Milliseconds that a collector of traces may hold up the stop. */
const longestFlush = 1_000;

/** Whether this server has been asked to stop: not ready any more, and still answering. */
export function isStopping(): boolean {
  return kept.isStopping ?? false;
}

/**
 * On SIGTERM: not ready at once, then so many seconds in which the balancer notices and requests are still
 * answered, then Next's own stop, which takes no new connection and ends what is under way.
 */
export function stopGracefully(seconds: number): void {
  const stops = process.listeners("SIGTERM");
  process.removeAllListeners("SIGTERM");
  process.on("SIGTERM", (signal: NodeJS.Signals) => {
    if (isStopping()) return;
    kept.isStopping = true;
    log("info", "stopping", { count: seconds });
    void sleep(seconds * 1_000)
      .then(() => Promise.race([flushTraces(), sleep(longestFlush)]))
      .finally(() => {
        for (const stop of stops) stop(signal);
      });
  });
}
