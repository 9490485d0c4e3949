import type { ReactNode } from "react";

export function Heading({ children, lead }: { children: ReactNode; lead?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="text-[1.75rem] leading-tight font-bold tracking-tight">{children}</h1>
      {lead !== undefined && <p className="mt-3 text-muted">{lead}</p>}
    </div>
  );
}
