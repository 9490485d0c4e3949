import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { shapeOf, type Look } from "./button";

/** A separate file, so that a page with buttons only does not load next/link. */
export function ButtonLink({ look = "primary", href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={shapeOf(look)}>
      {children}
    </Link>
  );
}

type ButtonLinkProps = { look?: Look; href: Route; children: ReactNode };
