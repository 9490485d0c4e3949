import {
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import type { FormEvent } from "react";
import { forgetTexts } from "../form-handlers/fields/kept-text";
import type { FormProblem } from "../form-handlers/form-answer";
import { FormWords } from "./sending/form-words";
import {
  askAgain,
  sendForm,
  type SendResult,
  type Trouble,
  type Unheard,
} from "./sending/send-form";

/**
 * Sends a form by script, so that typed values stay in the page. Before JavaScript has loaded, the
 * browser sends the same form to the same address.
 * @param shown the problem with which the page was rendered.
 */
export function useFormPost(shown: FormProblem | null) {
  const [refusal, setRefusal] = useState(shown);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isPending, setPending] = useState(false);
  const busy = useRef(false);
  /** A form of which we never heard what came of it. */
  const unheard = useRef<Unheard | null>(null);
  const words = useContext(FormWords);
  const release = useCallback(() => {
    busy.current = false;
    setPending(false);
  }, []);
  useFreshOnReturn(release);

  async function send(form: HTMLFormElement): Promise<SendResult> {
    const earlier = unheard.current && (await askAgain(unheard.current, setTrouble));
    if (earlier?.kind === "answered" || earlier?.kind === "unknown") return earlier;
    return sendForm({ action: form.action, fields: fieldsOf(form) }, setTrouble);
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy.current) return;
    const form = event.currentTarget;
    const empty = problemOfEmpty(form);
    if (empty !== null) return setRefusal(empty);
    busy.current = true;
    setPending(true);
    setTrouble(null);
    void send(form).then((result) => {
      unheard.current = result.kind === "unknown" ? result.unheard : null;
      if (result.kind !== "answered") {
        setTrouble(result.kind);
        return release();
      }
      const { answer } = result;
      // Stays in the sent state until the next page comes.
      if ("next" in answer) {
        forgetTexts(fieldsOf(form).map(([name]) => name));
        return window.location.assign(answer.next);
      }
      // Sent by the browser itself, it comes back with the page of now.
      if (pageIsOld.has(answer.code)) return form.submit();
      setTrouble(null);
      setRefusal(answer);
      release();
    });
  }

  /** A problem goes as soon as its field is typed in. */
  function onInput({ target }: FormEvent<HTMLFormElement>) {
    if (target instanceof HTMLInputElement) setRefusal(without(target.name));
  }

  const problem = useMemo(
    () => (trouble === null || words === null ? refusal : troubleOf(trouble, words[trouble])),
    [trouble, words, refusal],
  );
  return { problem, isPending, onSubmit, onInput };
}

/** Other texts stand in the page by now, or it is another member's. */
const pageIsOld: ReadonlySet<string> = new Set(["consent_outdated", "form_of_another"]);

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
}

/** An empty form says so at once. Where something was typed, the server says all that is wrong. */
function problemOfEmpty(form: HTMLFormElement): FormProblem | null {
  const asked = [...form.querySelectorAll<HTMLInputElement>("input[required][data-empty]")];
  if (asked.length === 0 || asked.some(({ value }) => value.trim() !== "")) return null;
  const empty = asked.map(({ name, dataset }) => [name, dataset["empty"] ?? ""]);
  const fields: Record<string, string> = Object.fromEntries(empty);
  return { code: "empty", title: "", message: "", fields, values: {} };
}

function without(name: string) {
  return (refusal: FormProblem | null): FormProblem | null => {
    if (refusal === null || !(name in refusal.fields)) return refusal;
    const left = Object.entries(refusal.fields).filter(([field]) => field !== name);
    return left.length === 0 ? null : { ...refusal, fields: Object.fromEntries(left) };
  };
}

/** Shown by the form's own notice, where a refusal would be. */
function troubleOf(trouble: Trouble, message: string): FormProblem {
  return { code: trouble, title: "", message, fields: {}, values: {} };
}

/** Never away from somebody who uses the page already: its JavaScript may come late. */
export function useFocusOnAnswer(
  answer: unknown,
  find: () => HTMLElement | null | undefined,
): void {
  const isFirst = useRef(true);
  const focus = useEffectEvent(() => {
    const isUsed = document.activeElement !== document.body;
    if (!isFirst.current || !isUsed) find()?.focus();
    isFirst.current = false;
  });
  useEffect(() => focus(), [answer]);
}

/** The back button may restore the page in its sent state. */
export function useFreshOnReturn(release: () => void): void {
  useEffect(() => {
    window.addEventListener("pageshow", release);
    return () => window.removeEventListener("pageshow", release);
  }, [release]);
}
