import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { isLostRace } from "@/lib/database/faults";

const mostTries = 8;
const shortestWait = 5;

/** Set inside a transaction: there only the whole transaction is retried. */
const within = new AsyncLocalStorage<true>();

/** Retries after a deadlock or a serialisation failure; the random wait keeps two retries apart. */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  if (within.getStore() === true) return work();
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !isLostRace(error)) throw error;
      await sleep(shortestWait + Math.random() * shortestWait * 2 ** tries);
    }
  }
}

/** Retries a whole transaction: `work` may run more than once. */
export function tryWhole<T>(work: () => Promise<T>): Promise<T> {
  return tryAgain(() => within.run(true, work));
}
