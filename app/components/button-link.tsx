import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { shapeOf, type Look } from "./button";

/** Apart from the button, so that what only has buttons does not load what links need. */
export function ButtonLink({ look = "primary", href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={shapeOf(look)}>
      {children}
    </Link>
  );
}

type ButtonLinkProps = { look?: Look; href: Route; children: ReactNode };
