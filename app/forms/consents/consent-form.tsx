"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { CallToAction } from "@/app/components/button";
import type { FormProblem } from "@/app/form-handlers/form-answer";
import { Checkbox } from "@/app/forms/checkbox";
import {
  boxesOf,
  ConsentList,
  type ConsentItem,
  type ConsentListText,
} from "@/app/forms/consents/consent-list";
import { FormNotice } from "@/app/forms/form-notice";
import { Pending } from "@/app/forms/sending/pending";
import { SubmitButton } from "@/app/forms/submit-button";
import { useFocusOnAnswer, useFormPost } from "@/app/forms/use-form-post";

/** A box for each consent and, where `text.all` is there, one for all. Works before JavaScript has loaded. */
export function ConsentForm({ action, items, kept, shown, text, children }: ConsentFormProps) {
  const { problem, isPending, onSubmit, onInput } = useFormPost(shown);
  const boxes = boxesOf(items);
  const [ticked, setTicked] = useState<readonly string[]>(
    shown === null ? kept : Object.keys(shown.values),
  );
  const form = useRef<HTMLFormElement>(null);
  // Ticked before JavaScript had loaded.
  useEffect(() => {
    const found = form.current?.querySelectorAll<HTMLInputElement>("input:checked") ?? [];
    const names = [...found].map(({ name }) => name);
    setTicked(names.includes("all") ? boxesOf(items) : names);
  }, [items]);
  useFocusOnAnswer(problem, () =>
    problem?.code === "consent_required"
      ? form.current?.querySelector<HTMLInputElement>("input[aria-invalid=true]")
      : null,
  );
  const toggle = (name: string, on: boolean) =>
    setTicked(on ? [...ticked, name] : ticked.filter((other) => other !== name));
  return (
    <form
      ref={form}
      action={action}
      method="post"
      onSubmit={onSubmit}
      onInput={onInput}
      className="flex grow flex-col sm:grow-0"
    >
      {children}
      <FormNotice problem={problem} />
      {text.all !== undefined && (
        <label className="mb-3 flex min-h-16 items-center gap-3 rounded-2xl bg-sunken px-4 text-lg font-bold">
          <Checkbox
            name="all"
            checked={boxes.every((name) => ticked.includes(name))}
            onChange={(event) => setTicked(event.currentTarget.checked ? boxes : [])}
          />
          {text.all}
        </label>
      )}
      <div className="mb-6">
        <ConsentList
          items={items}
          ticked={ticked}
          text={text}
          onTick={toggle}
          {...(problem !== null && { missing: problem.fields })}
        />
      </div>
      <CallToAction>
        <Pending value={isPending}>
          <SubmitButton wait={text.wait}>{text.submit}</SubmitButton>
        </Pending>
      </CallToAction>
    </form>
  );
}

type ConsentFormProps = {
  action: "/signup/submit" | "/account/consents/again/submit";
  items: readonly ConsentItem[];
  /** Boxes that are ticked from the start. */
  kept: readonly string[];
  shown: FormProblem | null;
  text: ConsentListText & { all?: string } & Record<"submit" | "wait", string>;
  /** Hidden fields. */
  children?: ReactNode;
};
