import Link from "next/link";
import type { Route } from "next";

/** Back to the first page of a list, and on. */
export function CursorLinks<First extends string, Next extends string>({
  first,
  next,
}: {
  first: { href: Route<First>; text: string } | null;
  next: { href: Route<Next>; text: string } | null;
}) {
  const look =
    "flex min-h-12 items-center rounded-2xl bg-accent-soft px-5 font-bold text-accent-strong";
  return (
    <nav className="mt-6 flex justify-between gap-4">
      {first === null ? (
        <span />
      ) : (
        <Link href={first.href} prefetch={false} className={look}>
          {first.text}
        </Link>
      )}
      {next !== null && (
        <Link href={next.href} prefetch={false} className={look}>
          {next.text}
        </Link>
      )}
    </nav>
  );
}
