"use client";

import type { ReactNode } from "react";
import { Checkbox } from "@/app/forms/checkbox";
import { ConsentRow } from "./consent-row";

/** The consents of a form, one after another; what is required comes first. */
export function ConsentList({ items, ticked, missing = {}, text, onTick }: ConsentListProps) {
  const box = (name: string, label: ReactNode, isMissing = false) => (
    <label className="flex min-h-12 items-center gap-3 py-1">
      <Checkbox
        name={name}
        checked={ticked.includes(name)}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${name}-missing` : undefined}
        onChange={(event) => onTick(name, event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <ul>
      {items.map(({ id, title, isRequired, ways, ...shown }) => {
        const said = (
          <>
            {title}{" "}
            <span className="text-sm text-muted">
              ({isRequired ? text.required : text.optional})
            </span>
          </>
        );
        const isMissing = missing[id] !== undefined && !ticked.includes(id);
        return (
          <ConsentRow
            key={id}
            name={{ id, title }}
            read={text.read}
            {...shown}
            {...(ways.length > 0 && {
              ways: ways.map((way) => <div key={way.name}>{box(way.name, way.label)}</div>),
            })}
          >
            {ways.length === 0 ? (
              box(id, said, isMissing)
            ) : (
              <p className="flex min-h-12 items-center">
                <span>{said}</span>
              </p>
            )}
            {isMissing && (
              <p id={`${id}-missing`} role="alert" className="pb-2 pl-9 text-sm text-bad">
                {text.missing}
              </p>
            )}
          </ConsentRow>
        );
      })}
    </ul>
  );
}

/** The names of every box. */
export function boxesOf(items: readonly ConsentItem[]): string[] {
  return items.flatMap(({ id, ways }) => (ways.length === 0 ? [id] : ways.map(({ name }) => name)));
}

export type ConsentItem = {
  id: string;
  title: string;
  text: ReactNode;
  version: string;
  /** Identifies the text shown; sent with the form. */
  mark: string;
  isRequired: boolean;
  /** Boxes of its own for each of these; none: one box for the whole. */
  ways: readonly { name: string; label: string }[];
};
export type ConsentListText = Record<"required" | "optional" | "read" | "missing", string>;
type ConsentListProps = {
  items: readonly ConsentItem[];
  /** Names of the boxes that are. */
  ticked: readonly string[];
  /** By box: what was refused for want of it. */
  missing?: Readonly<Record<string, string>>;
  text: ConsentListText;
  onTick: (name: string, on: boolean) => void;
};
