import { Chevron } from "@/app/components/chevron";
import type { ReactNode } from "react";

/**
 * One consent: its box or name, the text behind the arrow at the end of that row, and below it the boxes of
 * its ways, in the order in which they stand.
 */
export function ConsentRow({ name, mark, read, text, version, ways, children }: ConsentRowProps) {
  return (
    <li className="relative border-b border-line py-1 pl-4 last:border-0">
      <input type="hidden" name={`shown-${name.id}`} value={mark} />
      <div className="pr-14">{children}</div>
      <details className="group">
        <summary className="absolute top-1.5 right-0 flex size-12 list-none items-center justify-center rounded-xl hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <span className="sr-only">
            {read} {name.title}
          </span>
          <Chevron />
        </summary>
        <div
          className="mr-4 mb-3 grid max-h-56 gap-3 overflow-y-auto rounded-xl bg-sunken p-4 text-sm text-muted"
          tabIndex={0}
          role="region"
          aria-label={name.title}
        >
          {text}
          <p>{version}</p>
        </div>
      </details>
      {ways !== undefined && (
        <div role="group" aria-label={name.title} className="flex flex-wrap gap-x-6 pr-2 pb-1">
          {ways}
        </div>
      )}
    </li>
  );
}

type ConsentRowProps = {
  name: { id: string; title: string };
  /** Identifies the text shown; sent with the form. */
  mark: string;
  /** What the arrow does. */
  read: string;
  text: ReactNode;
  version: string;
  children: ReactNode;
  /** Boxes of their own. */
  ways?: ReactNode;
};
