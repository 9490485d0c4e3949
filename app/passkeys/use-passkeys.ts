import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { knowsPasskeys, type PasskeyAnswer } from "./ask-authenticator";

const never = () => () => {};

/** Whether this browser knows passkeys; null before the page has woken up. */
export function usePasskeySupport(): boolean | null {
  return useSyncExternalStore<boolean | null>(never, knowsPasskeys, () => null);
}

/** One asking at a time, and how the last one ended. */
export function usePasskey() {
  const [answer, setAnswer] = useState<PasskeyAnswer | null>(null);
  const [isWorking, setWorking] = useState(false);
  const busy = useRef(false);
  const run = useCallback(async (ask: () => Promise<PasskeyAnswer>) => {
    if (busy.current) return null;
    busy.current = true;
    setWorking(true);
    setAnswer(null);
    const ended = await ask();
    setAnswer(ended);
    // After success the next page comes.
    if (ended.kind !== "done") {
      busy.current = false;
      setWorking(false);
    }
    return ended;
  }, []);
  return { answer, isWorking, run, setAnswer };
}
