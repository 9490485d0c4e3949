import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { forgetTexts } from "../form-handlers/kept-text";
import { readFormAnswer, type FormProblem } from "../form-handlers/form-answer";

/**
 * Sends a form by script, so that typed values stay in the page. Before JavaScript has loaded, the
 * browser sends the same form to the same address.
 * @param shown the problem with which the page was rendered.
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
        // Stays in the sent state until the next page comes.
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

/** The back button may restore the page in its sent state. */
export function useFreshOnReturn(release: () => void): void {
  useEffect(() => {
    window.addEventListener("pageshow", release);
    return () => window.removeEventListener("pageshow", release);
  }, [release]);
}
