import type { ComponentProps } from "react";

/** A field of several lines. */
export function Area({ id, label, hint, problem, ...props }: AreaProps) {
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-2 block font-bold">
        {label}
      </label>
      <textarea
        id={id}
        name={id}
        rows={3}
        aria-invalid={problem !== undefined}
        aria-describedby={described || undefined}
        className={`w-full rounded-2xl border bg-well px-4 py-3 ${problem ? "border-bad" : "border-field"}`}
        {...props}
      />
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
    </div>
  );
}

type AreaProps = Omit<ComponentProps<"textarea">, "id"> & {
  id: string;
  label: string;
  hint?: string;
  problem?: string | undefined;
};
