import type { ReactNode } from "react";

/** Names and values, a pair a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="rounded-2xl bg-sunken px-5 py-2">
      {facts.map(([label, value]) => (
        <div
          key={label}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line py-3.5 last:border-0"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="font-bold wrap-anywhere whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export type Fact = readonly [label: string, value: ReactNode];
