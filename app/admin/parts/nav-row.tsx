"use client";

import { useLayoutEffect, useRef, type ReactNode } from "react";

/** One row of places; where it is longer than the page, it scrolls by itself, with the present one in sight. */
export function NavRow({ children }: { children: ReactNode }) {
  const row = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const here = row.current?.querySelector("[aria-current=page]");
    if (row.current === null || !(here instanceof HTMLElement)) return;
    const { offsetLeft, offsetWidth } = here;
    row.current.scrollLeft = offsetLeft - (row.current.clientWidth - offsetWidth) / 2;
  }, []);
  return (
    <ul
      ref={row}
      className="relative -mx-5 flex flex-nowrap overflow-x-auto px-2 [scrollbar-width:thin] sm:-mx-3 sm:px-0"
    >
      {children}
    </ul>
  );
}
