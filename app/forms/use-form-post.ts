import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { forgetTexts } from "../form-handlers/kept-text";
import { readFormAnswer, type FormProblem } from "../form-handlers/form-answer";

/**
 * Sends a form by script, so that what was typed stays in the page whatever comes of it. Without
 * JavaScript, or before it has loaded, the browser sends the same form to the same address.
 * @param shown what the form heard when the page was made.
 */
export function useFormPost(shown: FormProblem | null) {
  const [problem, setProblem] = useState(shown);
  const [isUnanswered, setUnanswered] = useState(false);
  const [isPending, setPending] = useState(false);
  const busy = useRef(false);
  const release = useCallback(() => {
    busy.current = false;
    setPending(false);
  }, []);
  useFreshOnReturn(release);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setUnanswered(false);
    const names = [...new FormData(event.currentTarget).keys()];
    void send(event.currentTarget).then(
      (answer) => {
        // The page stays as it is, sent, until the next one comes.
        if ("next" in answer) {
          forgetTexts(names);
          return window.location.assign(answer.next);
        }
        setProblem(answer);
        release();
      },
      () => {
        setUnanswered(true);
        release();
      },
    );
  }
  return { problem, isUnanswered, isPending, onSubmit };
}

async function send(form: HTMLFormElement) {
  const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const response = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  return readFormAnswer(await response.json());
}

/** The browser's back button may show the page as it was left: sent. */
export function useFreshOnReturn(release: () => void): void {
  useEffect(() => {
    window.addEventListener("pageshow", release);
    return () => window.removeEventListener("pageshow", release);
  }, [release]);
}
