import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseTrouble, isLostRace } from "@/lib/database/faults";

const mostTries = 8;
const shortestWait = 5;
/** A standby refuses at once, and the next connection may lead to the primary. */
const readOnlyTries = 3;
const readOnlyWait = 100;

/** Set inside a transaction: there only the whole transaction is retried. */
const within = new AsyncLocalStorage<true>();

/**
 * Retries what PostgreSQL has undone: after a deadlock or a serialisation failure, where the random wait keeps
 * two retries apart, and after a refusal by a standby, whose connection is dropped.
 */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  if (within.getStore() === true) return work();
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAfter(error, tries);
      if (wait === null) throw error;
      await sleep(wait);
    }
  }
}

/** Milliseconds; null where another try is of no use. */
function waitAfter(error: unknown, tries: number): number | null {
  if (databaseTrouble(error) === "database_read_only") {
    return tries < readOnlyTries ? readOnlyWait * tries : null;
  }
  if (tries === mostTries || !isLostRace(error)) return null;
  return shortestWait + Math.random() * shortestWait * 2 ** tries;
}

/** Retries a whole transaction: `work` may run more than once. */
export function tryWhole<T>(work: () => Promise<T>): Promise<T> {
  return tryAgain(() => within.run(true, work));
}
