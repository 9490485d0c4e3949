import { useCallback, useEffect, useRef, useState } from "react";
import type { Verdict } from "./verdicts";

/** The judge and its word lists: as large as a picture, so they come when the field is used. */
const loadJudge = async () => {
  const [{ judgePassword }, { estimateGuesses }] = await Promise.all([
    import("@/lib/passwords/password-problem"),
    import("@/lib/passwords/guesses"),
  ]);
  return (password: string, known: { email: string; brand: string }): Verdict => {
    const judged = judgePassword(password, known, estimateGuesses);
    return judged.problem ?? (judged.isStrong ? "strong" : "fine");
  };
};

/** Somebody typing is not told at each letter. */
const pause = 500;

/**
 * How the password that is typed stands, by what this page knows.
 * @param refusal what the server said of it; that says enough until something else is typed.
 */
export function usePasswordHint(brand: string, refusal: string | undefined) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const judge = useRef<ReturnType<typeof loadJudge>>(undefined);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const onFocus = useCallback(() => {
    if (!isSavingData()) judge.current ??= loadJudge();
  }, []);
  const onTyped = useCallback(
    ({ value: password, form }: HTMLInputElement) => {
      clearTimeout(waiting.current);
      setVerdict(null);
      if (password === "") return;
      // Focused before JavaScript had loaded.
      onFocus();
      waiting.current = setTimeout(() => {
        // Without the lists there is no hint; the server says what is wrong.
        judge.current
          ?.then((ready) => {
            const known = { email: emailIn(form), brand };
            setVerdict(ready(password, known));
          })
          .catch(() => (judge.current = undefined));
      }, pause);
    },
    [brand, onFocus],
  );
  return { verdict: refusal === undefined ? verdict : null, onFocus, onTyped };
}

function emailIn(form: HTMLFormElement | null): string {
  const field = form?.elements.namedItem("email");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** The person asked for less traffic. */
function isSavingData(): boolean {
  const connection: unknown = Reflect.get(navigator, "connection");
  return typeof connection === "object" && connection !== null
    ? Reflect.get(connection, "saveData") === true
    : false;
}
