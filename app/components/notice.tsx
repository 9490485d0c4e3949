import type { ReactNode } from "react";

const tones = {
  bad: "bg-bad-soft text-bad",
  warn: "bg-warn-soft text-warn",
  good: "bg-good-soft text-good",
  plain: "bg-sunken text-text",
} as const;

/** A live region, so that a screen reader announces it. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={`mb-6 rounded-2xl border border-transparent p-4 ${tones[tone]}`}
    >
      {title !== undefined && <p className="font-bold">{title}</p>}
      <div className="text-[0.95rem] text-text">{children}</div>
    </div>
  );
}

type NoticeProps = { tone: keyof typeof tones; title?: string; children: ReactNode };
