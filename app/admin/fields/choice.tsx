import type { ComponentProps } from "react";

/** One of several, as a list that opens. */
export function Choice({ id, label, choices, ...props }: ChoiceProps) {
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-2 block font-bold">
        {label}
      </label>
      <select
        id={id}
        name={id}
        className="min-h-14 w-full rounded-2xl border border-field bg-well px-4"
        {...props}
      >
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

type ChoiceProps = Omit<ComponentProps<"select">, "id"> & {
  id: string;
  label: string;
  choices: readonly { value: string; text: string }[];
};
