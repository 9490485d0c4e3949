import type { ComponentProps, ReactNode } from "react";

const base =
  "flex min-h-14 w-full items-center justify-center rounded-2xl border border-transparent px-6 py-3 text-lg font-bold transition-colors disabled:cursor-progress aria-disabled:cursor-progress";
const looks = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:opacity-60 aria-disabled:bg-accent-soft aria-disabled:text-accent-strong",
  secondary: "bg-accent-soft text-accent-strong hover:brightness-95",
  danger: "bg-bad-soft text-bad hover:brightness-95",
  quiet: "min-h-11! py-2! text-base! font-normal! text-muted underline-offset-4 hover:underline",
} as const;

/** The classes of a button, and of a link that looks like one. */
export function shapeOf(look: Look): string {
  return `${base} ${looks[look]}`;
}

export function Button({ look = "primary", className = "", ...props }: ButtonProps) {
  return <button className={`${shapeOf(look)} ${className}`} {...props} />;
}

/** At the foot of a phone's screen, below the content elsewhere. */
export function CallToAction({ children }: { children: ReactNode }) {
  return <div className="mt-auto grid gap-1 pt-6 sm:mt-2">{children}</div>;
}

export type Look = keyof typeof looks;
type ButtonProps = ComponentProps<"button"> & { look?: Look };
