import type { ComponentProps } from "react";

/** A box that looks like one in the dark too, where the browser's own is hard to see. */
export function Checkbox(props: Omit<ComponentProps<"input">, "type" | "className">) {
  return (
    <span className="relative flex size-6 shrink-0">
      <input
        {...props}
        type="checkbox"
        className="peer size-6 cursor-pointer appearance-none rounded-md border-2 border-field bg-well checked:border-accent checked:bg-accent aria-invalid:border-bad forced-colors:appearance-auto"
      />
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 hidden fill-none stroke-on-accent peer-checked:block forced-colors:hidden!"
      >
        <path d="M6 12.5l4 4 8-9" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}
