"use client";

import { useEffect, useRef } from "react";

/** All problems of a form, with links to the fields; focused whenever it changes. */
export function ProblemSummary({ title, problems, occasion }: ProblemSummaryProps) {
  const found = problems.filter(({ text }) => text !== undefined);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    summary.current?.focus();
  }, [occasion]);
  if (found.length === 0) return null;
  return (
    <div ref={summary} tabIndex={-1} role="alert" className="mb-6 rounded-2xl bg-bad-soft p-4">
      <p className="font-bold text-bad">{title}</p>
      <ul>
        {found.map(({ field, label, text }) => (
          <li key={field}>
            <a href={`#${field}`} className="flex min-h-11 items-center">
              <span>
                <span className="underline underline-offset-4">{label}</span>
                {/* An element of its own, since browser translation leaves bare text behind. */}
                <span>: </span>
                <span key={text}>{text}</span>
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
  /** The form's answer, a new object each time; null for none yet. */
  occasion: object | null;
  problems: readonly { field: string; label: string; text: string | undefined }[];
};
