"use client";

import { useEffect, useRef } from "react";

/** What is wrong with a form, above it, with links to the fields; focused when it appears. */
export function ProblemSummary({ title, problems }: ProblemSummaryProps) {
  const found = problems.filter(({ text }) => text !== undefined);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found.length > 0) summary.current?.focus();
  }, [found.length]);
  if (found.length === 0) return null;
  return (
    <div ref={summary} tabIndex={-1} role="alert" className="mb-6 rounded-2xl bg-bad-soft p-4">
      <p className="font-bold text-bad">{title}</p>
      <ul>
        {found.map(({ field, label, text }) => (
          <li key={field}>
            <a href={`#${field}`} className="underline underline-offset-4">
              {label}
            </a>
            {": "}
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ProblemSummaryProps = {
  title: string;
  problems: readonly { field: string; label: string; text: string | undefined }[];
};
