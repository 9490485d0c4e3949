import type { ReactNode } from "react";

/** The default logo. */
export function Mark() {
  return (
    <svg viewBox="0 0 28 28" className="size-7" aria-hidden="true">
      <rect width="28" height="28" rx="9" className="fill-accent" />
      <path d="M8 14.5l4.2 4.2L20.5 10" className="fill-none stroke-on-accent" {...drawn(3)} />
    </svg>
  );
}

export function TickIcon() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true">
      <circle cx="12" cy="12" r="11" className="fill-accent-soft" />
      <path d="M7.5 12.3l3 3 6-6.3" className="fill-none stroke-accent" {...drawn(2.4)} />
    </svg>
  );
}

export function DoneIcon() {
  return (
    <Disc look="mx-auto size-20 fill-good-soft">
      <path d="M17 29l8 8 15-17" className="fill-none stroke-good" {...drawn(5)} />
    </Disc>
  );
}

export function AttentionIcon() {
  return (
    <Disc look="size-14 fill-warn-soft">
      <path d="M28 15v16M28 39.5v.5" className="stroke-warn" {...drawn(5)} />
    </Disc>
  );
}

function Disc({ look, children }: { look: string; children: ReactNode }) {
  return (
    <svg viewBox="0 0 56 56" className={`mb-6 ${look}`} aria-hidden="true">
      <circle cx="28" cy="28" r="28" />
      {children}
    </svg>
  );
}

function drawn(strokeWidth: number) {
  return { strokeWidth, strokeLinecap: "round", strokeLinejoin: "round" } as const;
}
