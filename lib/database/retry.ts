import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { isLostRace } from "@/lib/database/faults";

const mostTries = 8;
const shortestWait = 5;

/** Set within a transaction: there a statement is not tried again, the whole transaction is. */
const within = new AsyncLocalStorage<true>();

/**
 * Does it again when it lost a race that PostgreSQL settles by undoing one side (a deadlock, or
 * under a stricter isolation a serialisation failure): nothing of it was written. After a wait by
 * chance, so that two do not meet again.
 */
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

/** A whole transaction, tried again from its beginning: `work` may run more than once. */
export function tryWhole<T>(work: () => Promise<T>): Promise<T> {
  return tryAgain(() => within.run(true, work));
}
