import type { ReactNode } from "react";

/**
 * Names and values, a pair a line. From the tablet on in two columns, as wide as the longest name of the list
 * asks; on a phone a value that has no room beside its name stands below it.
 */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="rounded-2xl bg-sunken px-5 py-2 gap-x-4 sm:grid sm:grid-cols-[fit-content(45%)_1fr]">
      {facts.map(([label, value, state]) => (
        <div
          key={label}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line py-3.5 last:border-0 sm:col-span-2 sm:grid sm:grid-cols-subgrid"
        >
          <dt className="text-muted">{label}</dt>
          <dd className="font-bold wrap-anywhere whitespace-pre-line sm:text-right">
            {value}
            {state !== undefined && (
              <span className="block text-sm font-normal text-muted">{state}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `state`: of the value, in a line of its own. */
export type Fact = readonly [label: string, value: ReactNode, state?: string];
