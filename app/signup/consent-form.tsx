"use client";

import { useEffect, useRef, useState } from "react";
import { CallToAction } from "@/app/components/button";
import { SubmitButton } from "@/app/forms/submit-button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/pending";
import { useFormPost } from "@/app/forms/use-form-post";

/** One checkbox per document and one for all. Works before JavaScript has loaded. */
export function ConsentForm({ documents, shown, text }: ConsentFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const [agreed, setAgreed] = useState<readonly string[]>(Object.keys(shown?.values ?? {}));
  const form = useRef<HTMLFormElement>(null);
  // Ticked before JavaScript had loaded.
  useEffect(() => {
    const ticked = form.current?.querySelectorAll<HTMLInputElement>("input:checked") ?? [];
    const names = [...ticked].map(({ name }) => name);
    setAgreed(names.includes("all") ? documents.map(({ id }) => id) : names);
  }, [documents]);
  // Focuses the first missing checkbox.
  useEffect(() => {
    if (problem?.code === "consent_required") {
      form.current?.querySelector<HTMLInputElement>("input[aria-invalid=true]")?.focus();
    }
    // The texts have changed: they must be read again before anyone agrees.
    if (problem?.code === "consent_outdated" && problem !== shown) {
      window.location.replace("/signup?code=consent_outdated");
    }
  }, [problem, shown]);
  const all = documents.every(({ id }) => agreed.includes(id));
  const toggle = (id: string, on: boolean) =>
    setAgreed(on ? [...agreed, id] : agreed.filter((other) => other !== id));
  return (
    <form
      ref={form}
      action="/signup/submit"
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      className="flex grow flex-col sm:grow-0"
    >
      <FormNotice problem={problem} />
      <label className="flex min-h-16 items-center gap-3 rounded-2xl bg-sunken px-4 text-lg font-bold">
        <Checkbox
          name="all"
          checked={all}
          onChange={(on) => setAgreed(on ? documents.map(({ id }) => id) : [])}
        />
        {text.all}
      </label>
      <ul className="mt-3 mb-6">
        {documents.map(({ id, title, paragraphs, version, mark }) => {
          const missing = problem?.fields[id] !== undefined && !agreed.includes(id);
          return (
            <li key={id} className="border-b border-line px-4 py-1 last:border-0">
              <input type="hidden" name={`shown-${id}`} value={mark} />
              <label className="flex min-h-14 items-center gap-3">
                <Checkbox
                  name={id}
                  checked={agreed.includes(id)}
                  invalid={missing}
                  describedBy={missing ? `${id}-missing` : undefined}
                  onChange={(on) => toggle(id, on)}
                />
                <span>
                  {title} <span className="text-sm text-muted">({text.required})</span>
                </span>
              </label>
              {missing && (
                <p id={`${id}-missing`} role="alert" className="pb-2 pl-9 text-sm text-bad">
                  {text.missing}
                </p>
              )}
              <details className="pb-2 pl-9 text-sm text-muted">
                <summary className="min-h-11 py-2 underline underline-offset-4">
                  {text.read}
                  <span className="sr-only"> {title}</span>
                </summary>
                <div
                  className="grid max-h-56 gap-2 overflow-y-auto rounded-xl bg-sunken p-4"
                  tabIndex={0}
                >
                  {paragraphs.map((paragraph) => (
                    <p key={paragraph}>{paragraph}</p>
                  ))}
                  <p>{version}</p>
                </div>
              </details>
            </li>
          );
        })}
      </ul>
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
      </CallToAction>
    </form>
  );
}

function Checkbox({ name, checked, invalid = false, describedBy, onChange }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      name={name}
      checked={checked}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.checked)}
      className="size-6 shrink-0 accent-accent"
    />
  );
}

type ConsentFormProps = {
  documents: readonly {
    id: string;
    title: string;
    paragraphs: readonly string[];
    version: string;
    /** Identifies the text shown; sent with the form. */
    mark: string;
  }[];
  shown: FormProblem | null;
  text: Record<"all" | "required" | "read" | "submit" | "missing" | "wait", string>;
};
type CheckboxProps = {
  name: string;
  checked: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  onChange: (on: boolean) => void;
};
