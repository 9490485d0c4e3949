import type { ComponentProps } from "react";

/** A labelled choice of a few. */
export function SelectField({ id, label, options, ...props }: SelectFieldProps) {
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-2 block font-bold">
        {label}
      </label>
      <select
        id={id}
        name={id}
        className="min-h-12 w-full rounded-2xl border border-field bg-well px-3"
        {...props}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

type SelectFieldProps = Omit<ComponentProps<"select">, "id"> & {
  id: string;
  label: string;
  options: readonly (readonly [value: string, text: string])[];
};
