import type { Route } from "next";
import Link from "next/link";

/** Ways from a page to those below it. */
export function LinkRows({ title, rows }: LinkRowsProps) {
  return (
    <section className="mt-9">
      <h2 className="mb-1 font-bold">{title}</h2>
      <ul>
        {rows.map(({ href, label, hint }) => (
          <li key={href} className="border-b border-line last:border-0">
            <Link
              href={href}
              prefetch={false}
              className="-mx-3 flex min-h-16 items-center justify-between gap-4 rounded-2xl px-3 py-3 hover:bg-sunken"
            >
              <span>
                <span className="block">{label}</span>
                {hint !== undefined && <span className="block text-sm text-muted">{hint}</span>}
              </span>
              <svg viewBox="0 0 24 24" className="size-5 shrink-0 stroke-muted" aria-hidden="true">
                <path
                  d="M9 5l7 7-7 7"
                  className="fill-none"
                  strokeWidth="2"
                  strokeLinecap="round"
                  strokeLinejoin="round"
                />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

type LinkRowsProps = {
  title: string;
  rows: readonly { href: Route; label: string; hint?: string }[];
};
