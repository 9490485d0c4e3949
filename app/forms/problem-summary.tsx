"use client";

import { useRef } from "react";
import type { FormProblem } from "../form-handlers/form-answer";
import { useFocusOnAnswer } from "./use-form-post";

/** Which fields have a problem, with links to them. What it is stands at the field. */
export function ProblemSummary({ title, problems, occasion }: ProblemSummaryProps) {
  const found = problems.filter(({ text }) => text !== undefined);
  const summary = useRef<HTMLDivElement>(null);
  // With each answer, not while its problems are being mended.
  const answer = occasion?.values;
  useFocusOnAnswer(answer, () => summary.current);
  if (found.length === 0) return null;
  return (
    <div ref={summary} tabIndex={-1} role="alert" className="mb-6 rounded-2xl bg-bad-soft p-4">
      <p className="font-bold text-bad">{title}</p>
      <ul>
        {found.map(({ field, label, text }) => (
          <li key={field}>
            <a href={`#${field}`} className="flex min-h-11 items-center">
              <span key={text} className="underline underline-offset-4">
                {label}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type ProblemSummaryProps = {
  title: string;
  /** The form's answer; null for none yet. */
  occasion: FormProblem | null;
  problems: readonly { field: string; label: string; text: string | undefined }[];
};
