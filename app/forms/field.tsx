import type { ComponentProps, ReactNode } from "react";

/** A labelled field with its problem, which a screen reader reads with it. */
export function Field({ id, label, hint, problem, after, children, ...props }: FieldProps) {
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-2 block font-bold">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          name={id}
          aria-invalid={problem !== undefined}
          aria-describedby={described || undefined}
          className={`min-h-14 w-full rounded-2xl border bg-well px-4 text-lg ${isDay(props.type) ? "max-sm:px-3 max-sm:text-base" : ""} ${after ? "pr-14" : ""} ${problem ? "border-bad" : "border-field"}`}
          {...props}
        />
        {after}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-2 text-sm text-muted">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-2 text-sm text-bad">
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}

/** Two of them stand side by side on a phone. */
const isDay = (type: string | undefined) => type === "date";

export type FieldProps = Omit<ComponentProps<"input">, "id"> & {
  id: string;
  /** What an empty field says, without asking the server. */
  "data-empty"?: string | undefined;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  /** Inside the field, at its end; `children` stand below it. */
  after?: ReactNode;
  children?: ReactNode;
};
