/** Milliseconds: what is told within a transaction is committed by then, as a rule. */
const pause = 300;

/**
 * Runs `work` soon after each call, once for many; calls that come while it runs make it run again. The
 * caller never waits, and hears of no fault.
 */
export function waker(
  work: () => Promise<void>,
  report: (error: unknown) => void,
  wait = pause,
): () => void {
  let state: "asleep" | "waiting" | "running" | "called again" = "asleep";
  const run = async () => {
    state = "running";
    try {
      await work();
    } catch (error) {
      report(error);
    }
    const isCalled = hasBeenCalled();
    state = "asleep";
    if (isCalled) wake();
  };
  const hasBeenCalled = () => state === "called again";
  const wake = () => {
    if (state === "running") state = "called again";
    if (state !== "asleep") return;
    state = "waiting";
    setTimeout(() => void run(), wait).unref();
  };
  return wake;
}
